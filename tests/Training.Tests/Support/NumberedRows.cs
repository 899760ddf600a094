using Gen.Training.Data;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Data whose rows have their index as a feature.</summary>
internal static class NumberedRows
{
    /// <summary>Creates data: row i has features [i, -i], label 10 i and weight i / 2.</summary>
    public static TensorData Data(long rows)
    {
        using var scope = NewDisposeScope();
        var numbers = arange(0, rows, dtype: float32);
        return new TensorData(stack([numbers, -numbers], 1), numbers * 10, numbers / 2);
    }

    /// <summary>Enumerates an epoch and returns the row indices of each batch.</summary>
    public static long[][] RowsOf(this IBatchSource source, EpochOrder order) => [.. source.Epoch(order).Select(ReadAndDispose)];

    /// <summary>Returns the row indices of a batch, and disposes it.</summary>
    public static long[] ReadAndDispose(Batch batch)
    {
        using (batch) return [.. batch.Features.select(1, 0).ToDoubles().Select(d => (long)d)];
    }

    public static long[] Rows(this TensorData data) => [.. data.Features.select(1, 0).ToDoubles().Select(d => (long)d)];
}
