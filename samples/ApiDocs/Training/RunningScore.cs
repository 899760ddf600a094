using static TorchSharp.torch;

namespace ApiDocsSample.Training;

/// <summary>
/// Sums of loss and right answers over batches. They stay on the device, so that a step never waits for it; only <see cref="Read"/> does.
/// </summary>
public sealed class RunningScore : IDisposable
{
    private Tensor? _sums;
    private long _count;

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The batch's mean loss, a scalar.</param>
    /// <param name="logits">[n, classes].</param>
    /// <param name="classes">The right ones [n].</param>
    public void Add(Tensor meanLoss, Tensor logits, Tensor classes)
    {
        using var step = NewDisposeScope();
        var count = classes.shape[0];
        var loss = meanLoss.detach().to_type(float64) * (double)count;
        var right = logits.detach().argmax(1).eq(classes).sum().to_type(float64);
        var both = stack([loss, right]);
        _count += count;
        if (_sums is null)
            _sums = both.DetachFromDisposeScope();
        else
            _sums.add_(both);
    }

    /// <summary>Mean loss and accuracy over all documents so far; NaN before the first.</summary>
    public Score Read()
    {
        if (_sums is null)
            return new Score(double.NaN, double.NaN);
        using var here = _sums.cpu();
        var sums = here.data<double>().ToArray();
        return new Score(sums[0] / _count, sums[1] / _count);
    }

    /// <inheritdoc/>
    public void Dispose() => _sums?.Dispose();
}
