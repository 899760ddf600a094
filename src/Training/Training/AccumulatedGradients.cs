using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Makes the gradients of several batches the gradient of one batch with all of their rows: each batch counts by the weight of its rows.
/// Weights stay on the device.
/// </summary>
internal sealed class AccumulatedGradients
{
    private double _firstRows;
    private double _rows;
    private Tensor? _weight;

    /// <summary>Adds a batch.</summary>
    /// <param name="loss">The mean loss of the batch.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="weights">The weight of each row; null for 1 each.</param>
    /// <returns>The loss to differentiate. It is in units of the rows of the first batch, so that sums of many rows do not overflow small
    /// types.</returns>
    public Tensor Add(Tensor loss, long rows, Tensor? weights)
    {
        if (_firstRows == 0)
            _firstRows = rows;
        if (weights is null)
        {
            _rows += rows / _firstRows;
            return rows == _firstRows ? loss : loss * (rows / _firstRows);
        }

        using var withoutGradients = no_grad();
        var weight = weights.detach().to_type(loss.dtype).sum() / _firstRows;
        var total = _weight is null ? weight.clone() : _weight + weight;
        _weight?.Dispose();
        _weight = total.DetachFromDisposeScope();
        using var withGradients = enable_grad();
        return loss * weight;
    }

    /// <summary>Divides the gradients by the weight of all batches since the last step.</summary>
    public void Complete(nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        if (_weight is { } weight)
            Gradients.Divide(model, (weight + _rows).clamp(min: TrainingStep.MinWeight));
        else if (_rows != 1)
            Gradients.Scale(model, 1 / _rows);
        _weight?.Dispose();
        (_weight, _rows, _firstRows) = (null, 0, 0);
    }
}
