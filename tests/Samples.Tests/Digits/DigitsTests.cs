using Gen.Samples.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Samples.Tests.Digits;

/// <summary>The digits sample as a whole program, with images that it draws and with files like those of MNIST.</summary>
public sealed class DigitsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Train_DrawnDigits_AreClassifiedAndRecorded()
    {
        var ended = SampleProgram.Run("Digits", _folder.Path, "with", "quick", "seed=1");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("certainty when wrong", ended.Output);
        Assert.InRange(Result(1), 0.8, 1);
        var run = Path.Combine(_folder.Path, "runs", "1");
        Assert.True(File.Exists(Path.Combine(run, "charts", "confusion_matrix_epoch_2.svg")));
        Assert.True(File.Exists(Path.Combine(run, "charts", "roc_curve_epoch_2.svg")));
        Assert.True(File.Exists(Path.Combine(run, "best.weights")));

        // 80 steps an epoch, each shown; metrics of every tenth.
        using var validation = new EventLog(Path.Combine(run, "validation"));
        Assert.Equal([1, 2], validation["macro_f1"].Select(r => r.Step));
        Assert.Equal(Result(1), validation["accuracy"].Last().Scalar, 6);
        Assert.Contains("recall/9", validation.Tags);
        Assert.Contains("recall/overall", validation.Tags);
        using var batches = new EventLog(Path.Combine(run, "train_batches"));
        Assert.Equal(Enumerable.Range(1, 160).Select(s => (long)s), batches["batch/loss"].Select(r => r.Step));
        Assert.Equal(16, batches["batch/accuracy"].Count());
    }

    [Fact]
    public void Train_MnistFiles_AreRead()
    {
        WriteIdx("t10k-images-idx3-ubyte", [400, 28, 28], i => (byte)(i / 784 % 10 == i % 10 ? 250 : 0));
        WriteIdx("t10k-labels-idx1-ubyte", [400], i => (byte)(i % 10));

        var ended = SampleProgram.Run("Digits", _folder.Path, "with", "quick", "epochs=5", "batch_size=20", "data=.");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(1, Result(1));
    }

    [Fact]
    public void Train_ModelByName_HasItsLayers()
    {
        var ended = SampleProgram.Run(
            "Digits", _folder.Path, "with", "model=cnn", "model.channels=8,16", "model.activation=gelu", "model.initializer=kaiming_normal",
            "epochs=1", "seed=1");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.InRange(Result(1), 0.7, 1);
        Assert.Contains("conv_2", ended.ToString());
        var model = SampleProgram.Json(_folder.Path, "runs", "1", "config.json").GetProperty("model");
        Assert.Equal("cnn", model.GetProperty("kind").GetString());
        Assert.Equal("gelu", model.GetProperty("activation").GetProperty("kind").GetString());
        Assert.False(model.TryGetProperty("hidden", out _));
    }

    [Theory]
    [InlineData("data=nowhere", "'nowhere' has no file train-images-idx3-ubyte or t10k-images-idx3-ubyte")]
    [InlineData("model.hidden=", "model.hidden")]
    [InlineData("model.channels=8", "'model' is mlp (by default). cnn has it: write model=cnn.")]
    [InlineData("model.dropout=1", "Entry 'model.dropout' must be from 0 to less than 1, but was 1.")]
    [InlineData("optimizer.momentum=0.9", "sgd, rms_prop have it: write optimizer=sgd.")]
    public void Train_WrongEntry_ErrorIsOneLine(string update, string message)
    {
        var ended = SampleProgram.Run("Digits", _folder.Path, "with", update);

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains(message, ended.Error);
        Assert.DoesNotContain("   at ", ended.Error);
    }

    public void Dispose() => _folder.Dispose();

    private double Result(int run) => SampleProgram.Json(_folder.Path, "runs", $"{run}", "run.json").GetProperty("result").GetDouble();

    private void WriteIdx(string name, int[] sizes, Func<int, byte> element)
    {
        using var file = new BinaryWriter(File.Create(Path.Combine(_folder.Path, name)));
        file.Write([0, 0, 8, (byte)sizes.Length]);
        foreach (var size in sizes)
            file.Write([(byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size]);
        for (var i = 0; i < sizes.Aggregate((a, b) => a * b); i++)
            file.Write(element(i));
    }
}
