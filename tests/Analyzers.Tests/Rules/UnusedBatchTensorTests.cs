using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class UnusedBatchTensorTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task OverwrittenTensor_IsReportedAtAssignment() => Verify.Reports(
        RuleIds.UnusedBatchTensor,
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
        "Metric 'A' overwrites batch tensor 'yTrue' with a value that does not depend on it",
        "Metric 'B' overwrites batch tensor 'yTrue' with a value that does not depend on it",
        "Metric 'C' overwrites batch tensor 'yTrue' with a value that does not depend on it");

    [Fact]
    public Task PartialMethod_BodyIsAnalyzed() => Verify.Reports(
        RuleIds.UnusedBatchTensor,
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
        "Metric 'A' overwrites batch tensor 'yTrue' with a value that does not depend on it");

    [Fact]
    public Task UnusedTensor_IsReportedAtParameter() => Verify.Reports(
        RuleIds.UnusedBatchTensor,
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor A(Tensor [|yTrue|], Tensor yPred) => yPred.sum();
            [Metric, Collect] static Tensor B(Tensor yPred, Tensor [|sampleWeight|]) => yPred.median();
        }
        """,
        "Metric 'A' never uses batch tensor 'yTrue'",
        "Metric 'B' never uses batch tensor 'sampleWeight'");

    [Fact]
    public Task TransformedOrDiscardedTensors_AreAccepted() => Verify.Accepts(
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
