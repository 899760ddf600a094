using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>Some rows.</summary>
/// <param name="YTrue">int64 labels [n], contiguous.</param>
/// <param name="YPred">float32 scores [n, classes], contiguous.</param>
internal sealed record MetricBatch(Tensor YTrue, Tensor YPred) : IDisposable
{
    /// <summary>Its place among the batches.</summary>
    public int Index { get; private init; }

    /// <summary>Batches of equal size; the same in every process, and as benchmarks/python/metric_update.py makes them.</summary>
    public static MetricBatch[] Make(int rows, int count, int classes)
    {
        random.manual_seed(1).Dispose();
        using var labels = randint(0, classes, [rows * count], int64);
        using var scores = rand(rows * count, classes);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new MetricBatch(Part(labels, i * rows, rows), Part(scores, i * rows, rows)) { Index = i }),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        YTrue.Dispose();
        YPred.Dispose();
    }

    private static Tensor Part(Tensor all, int start, int rows)
    {
        using var part = all.narrow(0, start, rows);
        return part.clone();
    }
}
