using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Data;

public class TensorBatchesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public void Epoch_AnyBatchSize_HasEachRowOnce(int batchSize)
    {
        using var data = NumberedRows.Data(17);
        foreach (var shuffle in new[] { false, true })
        {
            var source = data.Batches(batchSize, shuffle);
            var batches = source.RowsOf(EpochOrder.Shuffled(3));
            Assert.Equal(source.BatchCount, batches.Length);
            Assert.Equal((17, batchSize), (source.Rows!.Value, source.BatchSize!.Value));
            Assert.All(batches[..^1], b => Assert.Equal(batchSize, b.Length));
            Assert.Equal(Enumerable.Range(0, 17).Select(i => (long)i), batches.SelectMany(b => b).Order());
        }
    }

    [Fact]
    public void Epoch_Shuffled_KeepsRowsTogether()
    {
        using var data = NumberedRows.Data(10);
        foreach (var batch in data.Batches(3, shuffle: true).Epoch(EpochOrder.Shuffled(1)))
            using (batch)
            {
                var rows = batch.Features.select(1, 0).ToDoubles();
                Assert.Equal(rows.Length, batch.Rows);
                Assert.Equal(rows.Select(r => -r), batch.Features.select(1, 1).ToDoubles());
                Assert.Equal(rows.Select(r => 10 * r), batch.Labels!.ToDoubles());
                Assert.Equal(rows.Select(r => r / 2), batch.SampleWeights!.ToDoubles());
            }
    }

    [Fact]
    public void Epoch_ShuffleWithoutSeed_IsInOrder()
    {
        using var data = NumberedRows.Data(5);
        Assert.Equal([[0, 1], [2, 3], [4]], data.Batches(2, shuffle: true).RowsOf(EpochOrder.Sequential));
        Assert.Equal([[0, 1], [2, 3], [4]], data.Batches(2).RowsOf(EpochOrder.Shuffled(1).At(3)));
    }

    [Fact]
    public void DropLast_DropsPartialBatchOfEachPass()
    {
        using var data = NumberedRows.Data(8);
        var source = data.Batches(3, dropLast: true);
        Assert.Equal((2, 6), (source.BatchCount!.Value, source.Rows!.Value));
        Assert.Equal([[0, 1, 2], [3, 4, 5]], source.RowsOf(EpochOrder.Sequential.At(1)));
        Assert.Contains("do not fill a batch of 9", Assert.Throws<BadDataException>(() => data.Batches(9, dropLast: true)).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(11)]
    public void BatchesPerEpoch_EpochsContinueThroughData(int steps)
    {
        using var data = NumberedRows.Data(11);
        var source = data.Batches(3, shuffle: true, batchesPerEpoch: steps);
        var order = EpochOrder.Shuffled(9);
        var batches = Enumerable.Range(0, 12).SelectMany(epoch => source.RowsOf(order.At(epoch))).ToList();
        Assert.Equal(12 * steps, batches.Count);
        foreach (var pass in batches.Chunk(4).Where(p => p.Length == 4))
            Assert.Equal(Enumerable.Range(0, 11).Select(i => (long)i), pass.SelectMany(b => b).Order());
    }

    [Fact]
    public void Rows_EqualInAllEpochs_AreKnown()
    {
        using var data = NumberedRows.Data(11);
        Assert.Equal(22, data.Batches(3, batchesPerEpoch: 8).Rows);
        Assert.Null(data.Batches(3, batchesPerEpoch: 5).Rows);
        Assert.Equal(15, data.Batches(3, dropLast: true, batchesPerEpoch: 5).Rows);
    }

    [Fact]
    public void FirstBatch_ContinuesWithSameRows()
    {
        using var data = NumberedRows.Data(20);
        var source = data.Batches(3, shuffle: true, batchesPerEpoch: 10);
        var order = EpochOrder.Shuffled(5).At(2);
        var whole = source.RowsOf(order);
        for (var first = 0; first <= 10; first++)
            Assert.Equal(whole[first..], source.RowsOf(order with { FirstBatch = first }));
    }

    [Fact]
    public void Batches_NumberBelowOne_Throws()
    {
        using var data = NumberedRows.Data(4);
        Assert.Contains("batchSize must be at least 1, but was 0", Assert.Throws<BadDataException>(() => data.Batches(0)).Message);
        Assert.Contains(
            "batchesPerEpoch must be at least 1, but was 0",
            Assert.Throws<BadDataException>(() => data.Batches(1, batchesPerEpoch: 0)).Message
        );
    }

    [Fact]
    public void Epoch_AfterLoop_LeaksNoTensor()
    {
        using var data = NumberedRows.Data(50);
        var source = data.Batches(7, shuffle: true);
        var before = LiveTensors.Count();
        source.RowsOf(EpochOrder.Shuffled(1));
        foreach (var batch in source.Epoch(EpochOrder.Shuffled(1)))
            using (batch) break;
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void Batch_IsInNoDisposeScope()
    {
        using var data = NumberedRows.Data(6);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var batches = data.Batches(4, shuffle: true).Epoch(EpochOrder.Shuffled(1)).ToList();
        Assert.Equal(0, scope.DisposablesCount);
        batches.ForEach(b => b.Dispose());
    }
}
