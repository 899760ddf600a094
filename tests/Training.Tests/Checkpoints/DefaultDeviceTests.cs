using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints;

/// <summary>Code that accesses the bytes of tensors creates them on the CPU, whatever torch's default device is.</summary>
public sealed class DefaultDeviceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Device _before = get_default_device();

    public void Dispose()
    {
        set_default_device(_before);
        _folder.Dispose();
    }

    [Fact]
    public void Checkpoint_IsSavedAndRestored()
    {
        var backup = new BackupAndRestore { Folder = _folder.Path, EveryNSteps = 3, KeepLast = 100 };
        using (var first = new ResumableTraining(_folder.Path, 1, backup))
        {
            set_default_device(META);
            first.Fit(2);
        }

        // A checkpoint within an epoch has the state of the metrics, too.
        set_default_device(_before);
        File.Delete(Path.Combine(_folder.Path, "fit-1", "epoch-000002.safetensors"));
        var restore = new BackupAndRestore { Folder = _folder.Path, Restore = true };
        using var second = new ResumableTraining(_folder.Path, 2, restore);
        set_default_device(META);
        second.Fit(2);
        Assert.EndsWith("-batch-000005.safetensors", restore.RestoredFrom, StringComparison.Ordinal);
    }

    [Fact]
    public void MetricWithoutRows_IsNaN()
    {
        set_default_device(META);
        using var metrics = new RegressionMetrics().CreateState();
        Assert.Equal(double.NaN, new RegressionMetrics().Compute(metrics)["distance"].Scalar);
    }

    [Fact]
    public void OrderAndSubset_AreDrawnOnCpu()
    {
        using var data = NumberedRows.Data(10);
        set_default_device(META);
        Assert.NotNull(EpochOrder.Shuffled().Seed);
        using var part = data.Subset(1, 2);
        Assert.Equal(2, part.Rows);
    }

    [Fact]
    public void CsvFile_IsReadToCpu()
    {
        set_default_device(META);
        using var csv = CsvData.Read(new StringReader("a,b\n1,2\n3,4\n"));
        Assert.Equal([1f, 2f, 3f, 4f], csv.Data.Features.data<float>().ToArray());
    }
}
