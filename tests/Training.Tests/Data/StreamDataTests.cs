using System.Runtime.CompilerServices;
using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public class StreamDataTests
{
    [Fact]
    public void Epoch_NoBatchesPerEpoch_IsAPass()
    {
        using var source = new StreamData(new NumberedStream(3).Pass);
        Assert.Equal([0, 1, 2], Rows(source, 0));
        Assert.Equal([200, 201, 202], Rows(source, 2));
        Assert.Equal([202], Rows(source, 2, 2));
        Assert.Null(source.BatchCount);
    }

    [Fact]
    public void BatchesPerEpoch_EpochsContinue()
    {
        var stream = new NumberedStream(3);
        using var source = new StreamData(stream.Pass) { BatchesPerEpoch = 2 };
        Assert.Equal([[0, 1], [2, 100], [101, 102], [200, 201]], Enumerable.Range(0, 4).Select(e => Rows(source, e)));
        Assert.Equal((8, 2), (stream.Created, source.BatchCount!.Value));
    }

    [Fact]
    public void BatchesPerEpoch_StopAfterLastBatch_Continues()
    {
        var stream = new NumberedStream(9);
        using var source = new StreamData(stream.Pass) { BatchesPerEpoch = 2 };
        foreach (var batch in source.Epoch(EpochOrder.Sequential).Take(2)) batch.Dispose();
        Assert.Equal([2, 3], Rows(source, 1));
        Assert.Equal(4, stream.Created);
    }

    [Fact]
    public void Epoch_OtherPosition_SkipsBatches()
    {
        var before = LiveTensors.Count();
        using var source = new StreamData(new NumberedStream(3).Pass) { BatchesPerEpoch = 2 };
        Assert.Equal([101, 102], Rows(source, 2));
        Assert.Equal([100], Rows(source, 1, 1));
        Assert.Equal([0, 1], Rows(source, 0));
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void Epoch_LeavingEarly_DisposesEnumeration()
    {
        var stream = new NumberedStream(3);
        var source = new StreamData(stream.Pass) { BatchesPerEpoch = 2 };
        foreach (var batch in source.Epoch(EpochOrder.Sequential))
            using (batch) break;
        Assert.Equal(1, stream.EndedPasses);
        Rows(source, 0);
        Assert.Equal(1, stream.EndedPasses);
        source.Dispose();
        Assert.Equal(2, stream.EndedPasses);
    }

    [Fact]
    public void PairsOfTensors_AreOwnedByBatches()
    {
        using var scope = NewDisposeScope();
        using var source = new StreamData(pass => Enumerable.Range(0, 2).Select(i => (ones(3, 2), full(3, pass, dtype: float32))));
        var batches = source.Epoch(EpochOrder.Sequential.At(5)).ToList();
        Assert.Equal(0, scope.DisposablesCount);
        Assert.All(batches, b => Assert.Equal([5, 5, 5], b.Labels!.ToDoubles()));
        batches.ForEach(b => b.Dispose());
    }

    [Fact]
    public void AsynchronousBatches_AreAwaited()
    {
        using var source = new StreamData(Later);
        Assert.Equal([100, 101, 102], Rows(source, 1));
        using var plain = new StreamData(Later(2, default));
        Assert.Equal([200, 201, 202], Rows(plain, 0));
    }

    [Fact]
    public void AsynchronousBatches_Cancel_EndsWait()
    {
        using var source = new StreamData(Never);
        using var stop = new CancellationTokenSource(50);
        Assert.ThrowsAny<OperationCanceledException>(() => source.Epoch(EpochOrder.Sequential, stop.Token).First());

        static async IAsyncEnumerable<Batch> Never(int pass, [EnumeratorCancellation] CancellationToken stop)
        {
            await Task.Delay(Timeout.Infinite, stop);
            yield return NumberedStream.Batch(pass);
        }
    }

    [Fact]
    public void Epoch_InvalidStream_Throws()
    {
        Assert.Contains("no batch in pass 3", Message(new StreamData(_ => Array.Empty<Batch>()), 3));
        Assert.Contains("no batch in pass 0", Message(new StreamData(_ => Array.Empty<Batch>()) { BatchesPerEpoch = 1 }));
        Assert.Contains("null for pass 0", Message(new StreamData(_ => (IEnumerable<Batch>)null!)));
        Assert.Contains("Batch 0 of pass 0 of the stream is null", Message(new StreamData([null!])));
        Assert.Contains("cannot continue at batch 4: it has 3 batches", Message(new StreamData(new NumberedStream(3).Pass), 0, 4));
        Assert.Throws<BadDataException>(() => new StreamData([]) { BatchesPerEpoch = 0 });

        var list = new StreamData(new List<Batch> { NumberedStream.Batch(1) });
        Rows(list, 0);
        Assert.Contains("is disposed: create new batches", Message(list, 1));
    }

    private static string Message(StreamData source, int epoch = 0, int first = 0) =>
        Assert.Throws<BadDataException>(() => Rows(source, epoch, first)).Message;

    private static long[] Rows(IBatchSource source, int epoch, int first = 0) =>
        [.. source.RowsOf(EpochOrder.Sequential.At(epoch, first)).SelectMany(r => r)];

    private static async IAsyncEnumerable<Batch> Later(int pass, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(1, stop);
            yield return NumberedStream.Batch(100 * pass + i);
        }
    }
}
