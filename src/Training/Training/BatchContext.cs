using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The current batch of a trainer. Its tensors are valid until the step ends.</summary>
public sealed class BatchContext
{
    private double? _lossValue;

    internal BatchContext()
    {
    }

    /// <summary>The index of the batch in its epoch or evaluation, from 0.</summary>
    public int Index { get; internal set; }

    /// <summary>The model's input, [n, …].</summary>
    public Tensor? Input { get; private set; }

    /// <summary>The labels, [n, …].</summary>
    public Tensor? Target { get; private set; }

    /// <summary>The model's output; null before it is computed.</summary>
    public Tensor? Prediction { get; internal set; }

    /// <summary>The weights of the rows, [n]; null for 1 each.</summary>
    public Tensor? SampleWeight { get; private set; }

    /// <summary>Which labels the loss counts, a bool tensor [n] or [n, …]; null for all, and before the loss is computed.</summary>
    public Tensor? Mask { get; private set; }

    /// <summary>The mean loss of the batch, a scalar on the device; null before it is computed. Reading it does not wait for the
    /// device.</summary>
    public Tensor? Loss { get; private set; }

    /// <summary>The mean loss of the batch as a number; NaN before it is computed. The first read in a batch waits for the
    /// device.</summary>
    public double LossValue
    {
        get
        {
            if (Loss is null)
                return double.NaN;
            if (_lossValue is null)
            {
                DeviceReads++;
                _lossValue = Loss.ToDouble();
            }

            return _lossValue.Value;
        }
    }

    /// <summary>The number of times that a callback waited for the device to read the loss of a batch.</summary>
    internal int DeviceReads { get; private set; }

    internal void Begin(Batch batch) => (Input, Target, SampleWeight) = (batch.Features, batch.Labels, batch.SampleWeights);

    /// <summary>The values of the metrics over the batch; null if nobody has read them.</summary>
    internal MetricValues? Metrics { get; set; }

    internal void Complete(StepResult result)
    {
        (Loss, _lossValue, Metrics) = (result.Loss.detach(), null, null);
        Prediction = result.Prediction?.detach();
        (Target, Mask) = (result.Target ?? Target, result.Mask);
    }

    /// <summary>Returns the labels and predictions without those that the loss ignores.</summary>
    internal MetricRows MetricRows(Tensor prediction) => Training.MetricRows.Create(Target, prediction, SampleWeight, Mask);

    /// <summary>Clears the references to the tensors, which are about to be freed.</summary>
    internal void End() =>
        (Loss, Input, Target, Prediction, SampleWeight, Mask, Metrics) = (null, null, null, null, null, null, null);
}

/// <summary>The values of a trainer without metrics.</summary>
internal sealed class NoMetricValues : MetricValues
{
    public static NoMetricValues Instance { get; } = new();
}
