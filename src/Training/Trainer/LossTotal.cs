using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The mean loss over many batches, each counting as many times as it has rows. Sums stay on the device until they are read.</summary>
internal sealed class LossTotal : IDisposable
{
    private Tensor? _sum;
    private double _rows;

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">Its mean loss, a scalar.</param>
    /// <param name="rows">Its rows.</param>
    public void Add(Tensor meanLoss, long rows)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var loss = meanLoss.detach().to_type(ScalarType.Float64) * (double)rows;
        _rows += rows;
        if (_sum is null)
            _sum = loss.DetachFromDisposeScope();
        else
            _sum.add_(loss);
    }

    /// <summary>The mean so far; NaN before any batch. Waits for the device.</summary>
    public double Read()
    {
        if (_sum is null)
            return double.NaN;
        using var here = _sum.cpu();
        return here.ToDouble() / _rows;
    }

    public void Reset()
    {
        _sum?.Dispose();
        (_sum, _rows) = (null, 0);
    }

    public void Dispose() => _sum?.Dispose();
}
