using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The mean loss over many batches, each counting as many times as it has rows, or by the weight of its rows. Sums stay on the device until they are read.</summary>
internal sealed class LossTotal : IDisposable
{
    private Tensor? _sum;
    private Tensor? _weight;
    private double _rows;

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">Its mean loss, a scalar.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="weights">Weight of each row, by which the mean was taken; null for 1 each.</param>
    public void Add(Tensor meanLoss, long rows, Tensor? weights = null)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var loss = meanLoss.detach().to_type(ScalarType.Float64);
        if (weights is null)
        {
            _rows += rows;
            Add(ref _sum, loss * (double)rows);
            return;
        }

        var weight = weights.to_type(ScalarType.Float64).sum();
        Add(ref _sum, loss * weight);
        Add(ref _weight, weight);
    }

    /// <summary>The mean so far; NaN before any batch. Waits for the device.</summary>
    public double Read()
    {
        if (_sum is null)
            return double.NaN;
        using var here = _sum.cpu();
        using var weight = _weight?.cpu();
        return here.ToDouble() / (_rows + (weight?.ToDouble() ?? 0));
    }

    /// <summary>Keeps the sums.</summary>
    public void Save(CheckpointState state)
    {
        state.Set("rows", _rows);
        state.Set("sum", _sum);
        state.Set("weight", _weight);
    }

    /// <summary>Takes over sums that were kept, on the device where more will be added.</summary>
    public void Load(CheckpointState state, Device device)
    {
        Reset();
        using var normal = inference_mode(false);
        _rows = state.GetDouble("rows");
        _sum = state.Contains("sum") ? state.GetTensor("sum").to(device, copy: true).DetachFromDisposeScope() : null;
        _weight = state.Contains("weight") ? state.GetTensor("weight").to(device, copy: true).DetachFromDisposeScope() : null;
    }

    public void Reset()
    {
        Dispose();
        (_sum, _weight, _rows) = (null, null, 0);
    }

    public void Dispose()
    {
        _sum?.Dispose();
        _weight?.Dispose();
    }

    private static void Add(ref Tensor? total, Tensor value)
    {
        if (total is null)
            total = value.DetachFromDisposeScope();
        else
            total.add_(value);
    }
}
