using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.States;

/// <summary>
/// The weighted number of rows whose largest score is that of the label, as a hand-written state.
/// </summary>
internal sealed class MulticlassTruePositives : MetricState
{
    private readonly SumAccumulator _hits;

    public MulticlassTruePositives() => _hits = Add(new SumAccumulator());

    // yTrue: class indices, [n] or [n, 1]; yPred: scores, [n, classes].
    public void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var batch = BeginUpdate(sampleWeight, new MetricInput(nameof(yTrue), yTrue), new MetricInput(nameof(yPred), yPred));
        if (batch.IsEmpty) return;
        ShapeChecks.RankIs(yPred, 2, nameof(yPred));
        var labels = yTrue.reshape(batch.Rows);
        _hits.Add(batch, labels.eq(yPred.argmax(1)), 0, [0]);
        batch.Commit();
    }

    public override Tensor Compute()
    {
        using var reading = BeginCompute();
        return reading.IsEmpty ? reading.MissingValue() : reading.Return(_hits.Sum(reading));
    }
}
