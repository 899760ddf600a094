namespace Gen.Generators.Tests.Snapshots;

/// <summary>Snapshots of the generated code of training. See <see cref="Snapshot"/> for how to accept a change.</summary>
public sealed class GeneratedTrainingTests
{
    [Fact]
    public void Training_MatchesSnapshot() => Snapshot.Verify(GeneratedProgram.OfTorch(TrainingSources.Usings + """
        namespace Shop;

        /// <summary>An experiment.</summary>
        [Experiment("digits")] public partial class Digits
        {
            public int Width { get; init; } = 3;

            /// <summary>Share of rows that are right.</summary>
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

                        [Metric(Shape = MetricShape.Vector)] static Tensor Weighted(Tensor yPred, Tensor sampleWeight) =>
                            (yPred * sampleWeight).sum(dim: 0);

            [OnTrainBegin] void Begin(Random random, int width, TrainingContext context) { }
            [OnBatchEnd] static void Step(Tensor loss, double accuracy, int batch) { }
            [OnEpochEnd] void Report(int epoch, double loss, double valAccuracy, double[] weighted, Logs logs) { }
            [OnException] void Failed(Exception exception) { }
        }
        """));
}
