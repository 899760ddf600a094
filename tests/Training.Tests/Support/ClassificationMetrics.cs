using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests;

/// <summary>A scalar and a vector metric of three classes.</summary>
internal static partial class ClassificationMetrics
{
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yTrue.eq(yPred.argmax(1)).to_type(ScalarType.Float64).mean();

    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    public sealed class ForTrainer : ExperimentMetrics
    {
        public override IReadOnlyList<MetricInfo> Infos => MetricSet.Infos;

        public override MetricSetState CreateState() => new MetricSet(numClasses: 3);

        public override void Update(
            MetricSetState state, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight, Tensor? mask) =>
            ((MetricSet)state).Update(yTrue: target!, yPred: prediction, weight: WeightOf(sampleWeight, mask));
        public override MetricValues Compute(MetricSetState state) => ((MetricSet)state).Compute();
    }
}
