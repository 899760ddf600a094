using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The mean loss and the metrics over the batches of an epoch or an evaluation. Sums stay on the device until they are
/// read.</summary>
internal sealed class EpochTotals(ExperimentMetrics? metrics) : IDisposable
{
    public LossTotal Loss { get; } = new();

    /// <summary>The state of the metrics; null without metrics.</summary>
    public MetricSetState? Metrics { get; } = metrics?.CreateState();

    /// <summary>Adds a batch.</summary>
    public void Add(Batch batch, StepResult result)
    {
        Loss.Add(result.Loss, batch.Rows, result.Weight);
        if (Metrics is null || result.Prediction is not { } prediction)
            return;
        var rows = MetricRows.Create(result.Target ?? batch.Labels, prediction, batch.SampleWeights, result.Mask);
        try
        {
            metrics!.Update(Metrics, batch.Features, rows.Target, rows.Prediction, rows.SampleWeight, rows.Mask);
        }
        catch (Exception e) when (result.Mask is { ndim: > 1 } && e is not (UserErrorException or OperationCanceledException))
        {
            throw new TrainingException(
                $"The metrics failed on {LayerInputs.Text(rows.Prediction)}, where each item is a row, because the loss ignores labels of "
                + "items: "
                + e.Message.Split('\n')[0],
                e);
        }
    }

    /// <summary>Computes the values over the batches so far. Waits for the device.</summary>
    public LogValues Compute(PhaseClock? clock)
    {
        var logs = new LogValues();
        logs.Set(LogKeys.Loss, Loss.Read());
        if (Metrics is not null)
            logs.Set(metrics!.Compute(Metrics));
        clock?.Lap(TrainingPhase.Metrics);
        return logs;
    }

    public void Reset()
    {
        Loss.Reset();
        Metrics?.Reset();
    }

    public void Dispose()
    {
        Loss.Dispose();
        Metrics?.Dispose();
    }
}

/// <summary>The mean loss over batches, each weighted by the number or by the weight of its rows.</summary>
internal sealed class LossTotal : IDisposable
{
    private Tensor? _sum;
    private Tensor? _weight;
    private double _rows;

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The batch's mean loss, a scalar.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="weights">The weight of each row, by which the mean was taken; null for 1 each.</param>
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

    /// <summary>Reads the mean so far; NaN before the first batch. Waits for the device.</summary>
    public double Read()
    {
        if (_sum is null)
            return double.NaN;
        using var sum = _sum.cpu();
        using var weight = _weight?.cpu();
        return sum.ToDouble() / (_rows + (weight?.ToDouble() ?? 0));
    }

    public void Save(CheckpointState state)
    {
        state.Set("rows", _rows);
        state.Set("sum", _sum);
        state.Set("weight", _weight);
    }

    /// <summary>Restores saved sums, on the device where batches will be added.</summary>
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
