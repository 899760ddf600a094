using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <summary>
/// Which metrics are asked about, and where it is told. What can be streamed is the planner's subject, and has a corpus of its own.
/// </summary>
public class UnstreamableMetricTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task UnstreamableExpression_NamesReason() =>
        Verify.Reports(
            RuleIds.UnstreamableMetric,
            Usings
                + """
                static partial class Mine
                {
                    [Metric] static Tensor Rows(Tensor yTrue, Tensor yPred) => [|(yTrue - yPred).abs()|];
                    [Metric] static Tensor Middle(Tensor x)
                    {
                        var m = [|x.median()|];
                        return m + x.sum();
                    }
                }
                """,
            "Metric 'Rows' cannot be streamed: the value still has a number per row; reduce the rows with sum or mean",
            "Metric 'Middle' cannot be streamed: 'median' works along the rows, so its value needs all of them at once; name another "
            + "axis, or keep the rows with [Collect]"
        );

    [Fact]
    public Task UnstreamableHelper_IsReportedAtEachCall() =>
        Verify.Reports(
            RuleIds.UnstreamableMetric,
            Usings
                + """
                static partial class Mine
                {
                    [Metric] static Tensor First(Tensor x) => [|Helpers.Middle(x)|].sum();
                    [Metric] static Tensor Second(Tensor x) => x.sum() + [|Helpers.Middle(x)|];
                }
                //// Helpers.cs
                using TorchSharp;
                static class Helpers { public static torch.Tensor Middle(torch.Tensor x) => x.median(); }
                """,
            "Metric 'First' cannot be streamed: in 'Middle', 'x.median()': 'median' works along the rows, so its value needs all of them "
            + "at once; name another axis, or keep the rows with [Collect]",
            "Metric 'Second' cannot be streamed: in 'Middle', 'x.median()': 'median' works along the rows, so its value needs all of them "
            + "at once; name another axis, or keep the rows with [Collect]"
        );

    [Fact]
    public Task StreamableOrCollectedMetric_IsAccepted() => Verify.Accepts(
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();
            [Metric, Collect] static Tensor Middle(Tensor x) => x.median();
            static Tensor NoMetric(Tensor x) => x.median();
            [Metric(Shape = MetricShape.Scalar)] static Counting Rows(int start) => new Counting(start);
        }

        public sealed class Counting(int start) : Gen.Training.Metrics.MetricState
        {
            private long _rows = start;
            public void Update(Tensor x) => _rows += x.shape[0];
            public override Tensor Compute() => tensor(_rows);
        }
        """);

    [Fact]
    public Task PartialMethod_BodyIsAnalyzed() =>
        Verify.Reports(
            RuleIds.UnstreamableMetric,
            Usings
                + """
                static partial class Mine
                {
                    [Metric] private static partial Tensor Middle(Tensor x);
                    [Metric] private static partial Tensor Mean(Tensor x);
                }
                //// Other.cs
                using TorchSharp;
                static partial class Mine
                {
                    private static partial torch.Tensor Middle(torch.Tensor x) => [|x.median()|];
                    private static partial torch.Tensor Mean(torch.Tensor x) => x.mean();
                }
                """,
            "Metric 'Middle' cannot be streamed: 'median' works along the rows, so its value needs all of them at once; name another "
            + "axis, or keep the rows with [Collect]"
        );

    [Fact]
    public Task BodyWithErrors_IsLeftToCompiler() => Verify.ReportsBeside(
        ["CS0103", "CS1061", "CS0161"],
        RuleIds.UnstreamableMetric,
        Usings + """
        static partial class Mine
        {
            [Metric] static Tensor A(Tensor x) => x.sum() + missing;
            [Metric] static Tensor B(Tensor x) => x.missing().median();
            [Metric] static Tensor C(Tensor x) { }
        }
        """);

    [Fact]
    public Task Fix_AddsCollect() => VerifyFix.Fixes(
        RuleIds.UnstreamableMetric,
        Usings + """
        static partial class Mine
        {
            // The middle one.
            [Metric(Shape = MetricShape.Scalar)] // one number
            [Obsolete]
            static Tensor Middle(Tensor x) => x.median();
        }
        """,
        Usings + """
        static partial class Mine
        {
            // The middle one.
            [Metric(Shape = MetricShape.Scalar), Collect] // one number
            [Obsolete]
            static Tensor Middle(Tensor x) => x.median();
        }
        """,
        title: "Add [Collect] to 'Middle'");

    [Fact]
    public Task Fix_OfExpressionInOtherFile_MarksMetric() => VerifyFix.Fixes(
        RuleIds.UnstreamableMetric,
        """
        //// A.cs
        using TorchSharp; using static TorchSharp.torch;
        static class Formulas { public static Tensor Middle(Tensor x) => x.median(); }
        //// B.cs
        using TorchSharp; using static TorchSharp.torch;
        static partial class Mine
        {
            [Obsolete, Gen.Metric]
            private static partial Tensor Typical(Tensor x);
            private static partial Tensor Typical(Tensor x) => Formulas.Middle(x);
        }
        """,
        """
        //// B.cs
        using TorchSharp; using static TorchSharp.torch;
        static partial class Mine
        {
            [Obsolete, Gen.Metric, Collect]
            private static partial Tensor Typical(Tensor x);
            private static partial Tensor Typical(Tensor x) => Formulas.Middle(x);
        }
        """);

    [Fact]
    public Task FixAll_InThreeProjects()
    {
        static string Text(string collect) =>
            $$"""
                //// Lib/A.cs
                {{Usings}}public partial record A { [Metric{{collect}}] static Tensor X(Tensor x) => x.median();
                    [Metric("y"){{collect}}] static Tensor Y(Tensor x) => x.median() + 1; }
                //// App/B.cs
                {{Usings}}partial struct B { [Metric{{collect}}] static Tensor X(Tensor x) => x[0]; }
                //// Tools/C.cs
                {{Usings}}static partial class C { [Metric{{collect}}, Obsolete] static Tensor X(Tensor x) => x.cumsum(0).sum();
                    [Metric] static Tensor Y(Tensor x) => x.sum(); }
                """;
        return VerifyFix.FixesAll(RuleIds.UnstreamableMetric, Text(""), Text(", Collect"));
    }
}
