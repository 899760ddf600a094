using Gen.Training.Data;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Data whose rows say which they are, and the rows that batches have.</summary>
internal static class CountedRows
{
    /// <summary>Row i has features [i, -i], label 10 i and weight i / 2.</summary>
    public static TensorData Data(long rows)
    {
        using var scope = NewDisposeScope();
        var numbers = arange(0, rows, dtype: float32);
        return new TensorData(stack([numbers, -numbers], 1), numbers * 10, numbers / 2);
    }

    /// <summary>The rows of each batch of an epoch, which is gone through and disposed.</summary>
    public static long[][] RowsOf(this IBatchSource source, EpochOrder order) => [.. source.Epoch(order).Select(Take)];

    /// <summary>The rows of a batch, which is disposed.</summary>
    public static long[] Take(Batch batch)
    {
        using (batch) return [.. batch.Features.select(1, 0).ToDoubles().Select(d => (long)d)];
    }

    public static long[] Rows(this TensorData data) => [.. data.Features.select(1, 0).ToDoubles().Select(d => (long)d)];
}
