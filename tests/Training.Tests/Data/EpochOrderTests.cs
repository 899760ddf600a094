using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public class EpochOrderTests
{
    [Fact]
    public void Shuffled_SameSeed_IsTheSameOrder()
    {
        using var data = NumberedRows.Data(100);
        var source = data.Batches(100, shuffle: true);
        Assert.Equal(Rows(7), Rows(7));
        Assert.NotEqual(Rows(7), Rows(8));
        // Torch uses 32 bits of a seed, but all 64 bits must have an effect.
        Assert.NotEqual(Rows(7), Rows(7 + (1L << 32)));
        Assert.NotEqual(Rows(7), Rows(-7));

        long[] Rows(long seed) => source.RowsOf(EpochOrder.Shuffled(seed))[0];
    }

    [Fact]
    public void Shuffled_EachEpoch_HasItsOwnOrder()
    {
        using var data = NumberedRows.Data(100);
        var source = data.Batches(100, shuffle: true);
        var epochs = Enumerable.Range(0, 20).Select(e => string.Join(' ', source.RowsOf(EpochOrder.Shuffled(7).At(e))[0])).ToList();
        Assert.Equal(20, epochs.Distinct().Count());
    }

    [Fact]
    public void Shuffled_NoSeed_IsDeterminedByRunSeed()
    {
        TorchSeed.Set(12);
        var first = EpochOrder.Shuffled();
        var second = EpochOrder.Shuffled();
        TorchSeed.Set(12);
        Assert.Equal(first, EpochOrder.Shuffled());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Shuffled_OtherRandomNumbers_DoNotChangeOrder()
    {
        using var data = NumberedRows.Data(40);
        var source = data.Batches(4, shuffle: true);
        TorchSeed.Set(3);
        var quiet = Epochs(EpochOrder.Shuffled(), () => { });
        TorchSeed.Set(3);
        Assert.Equal(quiet, Epochs(EpochOrder.Shuffled(), Draw));

        List<long> Epochs(EpochOrder order, Action betweenBatches)
        {
            List<long> rows = [];
            for (var epoch = 0; epoch < 3; epoch++)
                foreach (var batch in source.Epoch(order.At(epoch)))
                {
                    rows.AddRange(NumberedRows.ReadAndDispose(batch));
                    betweenBatches();
                }
            return rows;
        }

        static void Draw()
        {
            Random.Shared.Next();
            rand(5).Dispose();
        }
    }

    [Fact]
    public void Epoch_DoesNotUseTorchsGenerator()
    {
        using var data = NumberedRows.Data(40);
        TorchSeed.Set(3);
        var expected = rand(4).ToDoubles();
        TorchSeed.Set(3);
        data.Batches(4, shuffle: true).RowsOf(EpochOrder.Shuffled(1));
        Assert.Equal(expected, rand(4).ToDoubles());
    }

    [Fact]
    public void EpochAndFirstBatch_Negative_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EpochOrder.Sequential.At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => EpochOrder.Sequential.At(0, -1));
    }
}
