using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>What a careful person writes for the same metrics: a confusion matrix, updated in place, read at the end.</summary>
public sealed class HandWritten(int numClasses, int longestBatch) : IDisposable
{
    private readonly Tensor _counts = zeros(numClasses * numClasses, int64);
    private readonly Tensor _ones = ones(longestBatch, int64);

    /// <summary>Adds a batch with scatter_add_.</summary>
    public void Scatter(Tensor yTrue, Tensor yPred)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var cells = yTrue.mul(numClasses).add_(yPred.argmax(1));
        _counts.scatter_add_(0, cells, _ones);
    }

    /// <summary>Adds a batch with bincount.</summary>
    public void Bincount(Tensor yTrue, Tensor yPred)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var cells = yTrue.mul(numClasses).add_(yPred.argmax(1));
        _counts.add_(bincount(cells, minlength: numClasses * numClasses));
    }

    /// <summary>All metrics over all rows.</summary>
    public (double Accuracy, double[] Precision, double[] Recall, double[] F1) Compute()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var confusion = _counts.reshape(numClasses, numClasses);
        var (hits, predicted, actual) = (confusion.diagonal(), confusion.sum(dim: 0), confusion.sum(dim: 1));
        return (
            (hits.sum().to_type(float64) / actual.sum()).item<double>(),
            Numbers(hits / predicted.clamp(min: 1)),
            Numbers(hits / actual.clamp(min: 1)),
            Numbers(2 * hits / (predicted + actual).clamp(min: 1)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _counts.Dispose();
        _ones.Dispose();
    }

    private static double[] Numbers(Tensor values)
    {
        var wide = values.to_type(float64);
        var numbers = MemoryMarshal.Cast<byte, double>(wide.bytes).ToArray();
        GC.KeepAlive(wide);
        return numbers;
    }
}

/// <summary>The floor: one pass over the numbers, no operator of torch.</summary>
public sealed class OnePass(int numClasses)
{
    private readonly long[] _counts = new long[numClasses * numClasses];

    /// <summary>Adds a batch of int64 labels and float32 scores, both contiguous.</summary>
    public void Update(Tensor yTrue, Tensor yPred)
    {
        var labels = MemoryMarshal.Cast<byte, long>(yTrue.bytes);
        var scores = MemoryMarshal.Cast<byte, float>(yPred.bytes);
        for (var i = 0; i < labels.Length; i++)
        {
            var row = scores.Slice(i * numClasses, numClasses);
            var best = 0;
            for (var k = 1; k < row.Length; k++)
                if (row[k] > row[best]) best = k;
            _counts[(labels[i] * numClasses) + best]++;
        }

        GC.KeepAlive(yTrue);
        GC.KeepAlive(yPred);
    }
}
