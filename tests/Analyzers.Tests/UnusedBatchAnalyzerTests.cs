using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class UnusedBatchAnalyzerTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task WhenABatchTensorIsOverwrittenWithoutItsDataTheAssignmentIsMarked() => Verify.Reports(
        "GEN023",
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor A(Tensor yTrue, Tensor yPred)
            {
                [|yTrue = ones_like(yTrue)|];
                return (yTrue * yPred).sum();
            }

            [Metric] static Tensor B(Tensor yTrue, Tensor yPred)
            {
                [|yTrue = zeros_like(yTrue)|];
                return (yTrue * yPred).sum();
            }

            [Metric] static Tensor C(Tensor yTrue, Tensor yPred)
            {
                [|yTrue = yPred.gt(0)|];
                return (yTrue * yPred).sum();
            }
        }
        """,
        "Metric 'A' overwrites its batch tensor 'yTrue' with a value that has nothing to do with it: the metric no longer depends on what was given",
        "Metric 'B' overwrites its batch tensor 'yTrue' with a value that has nothing to do with it: the metric no longer depends on what was given",
        "Metric 'C' overwrites its batch tensor 'yTrue' with a value that has nothing to do with it: the metric no longer depends on what was given");

    [Fact]
    public Task WhenTheMethodIsPartialItsBodyIsRead() => Verify.Reports(
        "GEN023",
        Usings + """
        static partial class Mine
        {
            [Metric] private static partial Tensor A(Tensor yTrue, Tensor yPred);
            private static partial Tensor A(Tensor yTrue, Tensor yPred)
            {
                [|yTrue = ones_like(yTrue)|];
                return (yTrue * yPred).sum();
            }
        }
        """,
        "Metric 'A' overwrites its batch tensor 'yTrue' with a value that has nothing to do with it: the metric no longer depends on what was given");

    [Fact]
    public Task WhenABatchTensorIsNeverReadItsParameterIsMarked() => Verify.Reports(
        "GEN023",
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor A(Tensor [|yTrue|], Tensor yPred) => yPred.sum();
            [Metric, Collect] static Tensor B(Tensor yPred, Tensor [|sampleWeight|]) => yPred.median();
        }
        """,
        "Metric 'A' never uses its batch tensor 'yTrue': remove it, or use it",
        "Metric 'B' never uses its batch tensor 'sampleWeight': remove it, or use it");

    [Fact]
    public Task WhenBatchTensorsAreTransformedOrMeantToBeUnusedNothingIsReported() => Verify.Accepts(
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor A(Tensor yTrue, Tensor yPred)
            {
                yPred = yPred.sigmoid();
                yTrue = yTrue.to_type(float32);
                yTrue = yTrue * ones_like(yTrue);
                return (yTrue * yPred).sum();
            }

            [Metric] static Tensor B(Tensor yPred, Tensor _yTrue) => yPred.sum();
            [Metric] static Tensor C(Tensor yPred, Tensor yTrue) => Inner(yTrue) + yPred.sum();
            [Metric] static Tensor D(Tensor yPred, bool hard)
            {
                if (hard)
                    yPred = yPred.round();
                return yPred.mean();
            }

            static Tensor Inner(Tensor yTrue) { yTrue = ones_like(yTrue); return yTrue.sum(); }
        }
        """);
}
