namespace Gen.Analyzers.Tests.CodeFixes;

public class UnstreamableMetricFixTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task WhenAMetricNeedsAllRowsItIsMarkedToKeepThem() => VerifyFix.Fixes(
        "GEN020",
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
        title: "Mark 'Middle' with [Collect]");

    [Fact]
    public Task WhenTheExpressionStandsInAnotherFileTheMetricIsMarked() => VerifyFix.Fixes(
        "GEN020",
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
            [Obsolete, Gen.Metric, Gen.Collect]
            private static partial Tensor Typical(Tensor x);
            private static partial Tensor Typical(Tensor x) => Formulas.Middle(x);
        }
        """);

    [Fact]
    public Task WhenThreeProjectsHaveSuchMetricsFixAllMarksThem()
    {
        static string Text(string collect) => $$"""
            //// Lib/A.cs
            {{Usings}}public partial record A { [Metric{{collect}}] static Tensor X(Tensor x) => x.median(); [Metric("y"){{collect}}] static Tensor Y(Tensor x) => x.median() + 1; }
            //// App/B.cs
            {{Usings}}partial struct B { [Metric{{collect}}] static Tensor X(Tensor x) => x[0]; }
            //// Tools/C.cs
            {{Usings}}static partial class C { [Metric{{collect}}, Obsolete] static Tensor X(Tensor x) => x.cumsum(0).sum(); [Metric] static Tensor Y(Tensor x) => x.sum(); }
            """;
        return VerifyFix.FixesAll("GEN020", Text(""), Text(", Collect"));
    }
}
