using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public class TensorDataTests
{
    [Fact]
    public void Constructor_CallersTensors_AreNotOwned()
    {
        var before = LiveTensors.Count();
        using (var scope = NewDisposeScope())
        {
            var features = ones(3, 2);
            TensorData data;
            using (NewDisposeScope()) data = new TensorData(features, ones(3));
            Assert.Equal(6, data.Features.sum().ToDoubles()[0]);
            data.Dispose();
            Assert.False(features.IsInvalid);
        }
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void Constructor_SharesMemoryAndOutlivesTensors()
    {
        var features = ones(3, 2);
        using var data = new TensorData(features);
        features.mul_(2);
        features.Dispose();
        Assert.Equal(12, data.Features.sum().ToDoubles()[0]);
    }

    [Fact]
    public void SubsetsAndBatches_OutliveDataSet()
    {
        var data = NumberedRows.Data(6);
        using var taken = data.Take(2);
        using var batch = data.Batches(3).Epoch(EpochOrder.Sequential).First();
        data.Dispose();
        Assert.Equal([0, 1], taken.Rows());
        Assert.Equal([0, 1, 2], NumberedRows.ReadAndDispose(batch));
    }

    [Fact]
    public void Subset_HasRowsOfIndices()
    {
        using var data = NumberedRows.Data(6);
        using var subset = data.Subset(4, 0, 4);
        Assert.Equal([4, 0, 4], subset.Rows());
        Assert.Equal([40, 0, 40], subset.Labels!.ToDoubles());
        Assert.Equal([2, 0, 2], subset.SampleWeights!.ToDoubles());
        Assert.Contains("Row 6 does not exist", Assert.Throws<BadDataException>(() => data.Subset(0, 6)).Message);
        Assert.Contains("at least one", Assert.Throws<BadDataException>(() => data.Subset()).Message);
        Assert.Contains("count must be from 1 to 6", Assert.Throws<BadDataException>(() => data.Take(7)).Message);
    }

    [Fact]
    public void To_SameDevice_SharesMemory()
    {
        using var data = NumberedRows.Data(2);
        using var moved = data.To(CPU);
        data.Features.add_(1);
        Assert.Equal([1, 2], moved.Rows());
    }

    [Fact]
    public void Constructor_MismatchedTensors_Throws()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            "features has shape [3, 2] and labels has shape [4], but their first axes, the rows, must be equal.",
            Message(ones(3, 2), ones(4))
        );
        Assert.Equal(
            "sample weights have shape [3, 1], but must have shape [3], one weight for each row of features.",
            Message(ones(3, 2), ones(3), ones(3, 1))
        );
        Assert.Equal("The data has no rows.", Message(ones(0, 2)));
        Assert.Equal("features has no axes, but its first axis must be the rows.", Message(tensor(1f)));

        static string Message(Tensor features, Tensor? labels = null, Tensor? weights = null) =>
            Assert.Throws<BadDataException>(() => new TensorData(features, labels, weights)).Message;
    }

    [Fact]
    public void Batch_OwnsItsTensors()
    {
        using var scope = NewDisposeScope();
        var (input, target) = (ones(2, 3), ones(2));
        var batch = new Batch(input, target);
        Assert.Equal((0, 2), (scope.DisposablesCount, batch.Rows));
        using (var moved = batch.To(CPU)) Assert.Equal([2, 3], moved.Features.shape);
        batch.Dispose();
        Assert.True(input.IsInvalid && target.IsInvalid);
        Assert.Throws<BadDataException>(() => new Batch(ones(2), ones(3)));
    }
}
