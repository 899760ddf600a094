namespace Gen.Generators.Tests.Snapshots;

/// <summary>Snapshots of the generated code of metrics. See <see cref="Snapshot"/> for how to accept a change.</summary>
public sealed class GeneratedMetricsTests
{
    private const string Usings =
        "using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; using Gen.Training.Metrics;\n";

    [Fact]
    public void Classification_MatchesSnapshot() => Snapshot.Verify(GeneratedProgram.OfTorch(Usings + """
        public static partial class Quality
        {
            /// <summary>Share of rows whose largest score is that of the true class.</summary>
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

            /// <summary>Of the rows taken for a class, the share that are of it.</summary>
            [Metric] public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses)
            {
                var actual = functional.one_hot(yTrue, numClasses);
                var predicted = functional.one_hot(yPred.argmax(1), numClasses);
                return (actual * predicted).sum(dim: 0) / predicted.sum(dim: 0).clamp(min: 1);
            }

            [Metric("f1", Shape = MetricShape.Vector)] static Tensor F1(Tensor yTrue, Tensor yPred, int numClasses, string average = "none")
            {
                var actual = functional.one_hot(yTrue, numClasses);
                var predicted = functional.one_hot(yPred.argmax(1), numClasses);
                var (hits, all) = ((actual * predicted).sum(dim: 0), actual.sum(dim: 0) + predicted.sum(dim: 0));
                return average switch
                {
                    "none" => 2.0 * hits / all.clamp(min: 1),
                    "micro" => 2.0 * hits.sum() / all.sum(),
                    _ => throw new ArgumentException($"unknown average {average}"),
                };
            }

            [Metric, Collect] static Tensor Median(Tensor yPred) => yPred.median();
        }
        """));

    [Fact]
    public void Loops_MatchSnapshot() => Snapshot.Verify(GeneratedProgram.OfTorch(Usings + """
        /// <summary>An experiment.</summary>
        [Experiment("calibration")] public partial class Calibration
        {
            public int Bins { get; init; } = 10;
            [Metric(Shape = MetricShape.Scalar)] static Tensor Error(Tensor yTrue, Tensor yPred, int bins)
            {
                var error = zeros(1);
                for (var k = 0; k < bins; k++)
                {
                    var inside = (yPred > (double)k / bins) & (yPred <= (k + 1.0) / bins);
                    error = error + ((yTrue * inside).sum() - (yPred * inside).sum()).abs();
                }
                return error / yTrue.shape[0];
            }
        }
        """));
}
