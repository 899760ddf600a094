using System.Diagnostics;
using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public class PrefetchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1000)]
    public void Prefetch_KeepsOrder(int count)
    {
        using var data = NumberedRows.Data(100);
        var source = data.Batches(3, shuffle: true);
        var ahead = source.Prefetch(count);
        var order = EpochOrder.Shuffled(2).At(1, 4);
        Assert.Equal(source.RowsOf(order), ahead.RowsOf(order));
        Assert.Equal((source.BatchCount, source.Rows, source.BatchSize), (ahead.BatchCount, ahead.Rows, ahead.BatchSize));
    }

    [Fact]
    public void Prefetch_ManyBatches_LeaksNoTensor()
    {
        using var source = new StreamData(new NumberedStream(1000).Pass);
        using var outer = NewDisposeScope();
        var before = LiveTensors.Count();
        var most = 0L;
        foreach (var batch in source.Prefetch(3).Epoch(EpochOrder.Sequential))
            using (batch) most = Math.Max(most, Tensor.TotalCount - before);
        Assert.Equal(before, LiveTensors.Count());
        // Three prepared batches and the current one.
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public void Prefetch_PreparesAtMostCount()
    {
        var stream = new NumberedStream(50);
        using var source = new StreamData(stream.Pass);
        using var batches = source.Prefetch(3).Epoch(EpochOrder.Sequential).GetEnumerator();
        batches.MoveNext();
        Assert.True(SpinWait.SpinUntil(() => stream.Created == 4, 10_000));
        Thread.Sleep(50);
        Assert.Equal(4, stream.Created);
        batches.Current.Dispose();
    }

    [Fact]
    public void Prefetch_SourceThrows_RethrowsInPlaceOfBatch()
    {
        var before = LiveTensors.Count();
        using var source = new StreamData(_ => Breaking());
        List<long> rows = [];
        var thrown = Assert.Throws<FormatException>(() =>
        {
            foreach (var batch in source.Prefetch(8).Epoch(EpochOrder.Sequential)) rows.AddRange(NumberedRows.ReadAndDispose(batch));
        });
        Assert.Equal([0, 1, 2], rows);
        Assert.Contains(nameof(Breaking), thrown.StackTrace);
        Assert.Equal(before, LiveTensors.Count());

        static IEnumerable<Batch> Breaking()
        {
            for (var i = 0; i < 3; i++) yield return NumberedStream.Batch(i);
            throw new FormatException("broken");
        }
    }

    [Fact]
    public void Prefetch_LeavingEarly_StopsThreadAndDisposesBatches()
    {
        var before = LiveTensors.Count();
        var stream = new NumberedStream(1000);
        using var source = new StreamData(stream.Pass);
        var watch = Stopwatch.StartNew();
        foreach (var batch in source.Prefetch(5).Epoch(EpochOrder.Sequential))
            using (batch) break;
        Assert.InRange(watch.ElapsedMilliseconds, 0, 4000);
        Assert.Equal(1, stream.EndedPasses);
        Assert.InRange(stream.Created, 1, 6);
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void Prefetch_Cancel_EndsWait()
    {
        var before = LiveTensors.Count();
        using var stop = new CancellationTokenSource();
        using var source = new StreamData(_ => Slow(stop.Token));
        var watch = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var batch in source.Prefetch(2).Epoch(EpochOrder.Sequential, stop.Token))
            {
                batch.Dispose();
                stop.CancelAfter(20);
            }
        });
        Assert.InRange(watch.ElapsedMilliseconds, 0, 4000);
        Assert.Equal(before, LiveTensors.Count());

        static IEnumerable<Batch> Slow(CancellationToken token)
        {
            yield return NumberedStream.Batch(0);
            // The second batch is always created after the cancellation.
            token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
            Thread.Sleep(100);
            yield return NumberedStream.Batch(1);
        }
    }

    [Fact]
    public void Prefetch_StreamWithBatchesPerEpoch_Continues()
    {
        var stream = new NumberedStream(5);
        using var source = new StreamData(stream.Pass) { BatchesPerEpoch = 3 };
        var ahead = source.Prefetch(2);
        Assert.Equal([[0], [1], [2]], ahead.RowsOf(EpochOrder.Sequential));
        Assert.Equal([[3], [4], [100]], ahead.RowsOf(EpochOrder.Sequential.At(1)));
        Assert.Equal(6, stream.Created);
    }

    [Fact]
    public void Prefetch_CallersScopesAndGradMode_DoNotApply()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var source = new StreamData(_ => [(ones(1, 1), full(1, is_grad_enabled() ? 1 : 0))]);
        foreach (var batch in source.Prefetch().Epoch(EpochOrder.Sequential))
            using (batch)
            {
                Assert.Equal(0, scope.DisposablesCount);
                Assert.Equal([1], batch.Labels!.ToDoubles());
            }
    }

    [Fact]
    public void Prefetch_CountBelowOne_Throws()
    {
        using var data = NumberedRows.Data(1);
        Assert.Throws<BadDataException>(() => data.Batches(1).Prefetch(0));
    }
}
