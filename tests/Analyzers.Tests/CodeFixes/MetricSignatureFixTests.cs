namespace Gen.Analyzers.Tests.CodeFixes;

public class MetricSignatureFixTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task WhenAFormulaNeedsNoInstanceItBecomesStatic() => VerifyFix.Fixes(
        "GEN021",
        Usings + """
        partial class Mine
        {
            /// <summary>All of it.</summary>
            [Metric] // streamed
            private Tensor Total(Tensor x) => x.sum();
        }
        """,
        Usings + """
        partial class Mine
        {
            /// <summary>All of it.</summary>
            [Metric] // streamed
            private static Tensor Total(Tensor x) => x.sum();
        }
        """,
        title: "Make 'Total' static");

    [Fact]
    public Task WhenNoEntryFillsAConfigParameterItIsAdded() => VerifyFix.Fixes(
        "GEN021",
        Usings + """
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            [Metric] static Tensor A(Tensor x, int numClasses) => x.sum() * numClasses;
            [Metric] static Tensor B(Tensor x, double threshold) => x.gt(threshold).sum();
        }
        """,
        Usings + """
        [Experiment("x")] public sealed partial class X
        {
            public int NumClasses { get; init; } = 3;
            public double Threshold { get; init; }
            [Metric] static Tensor A(Tensor x, int numClasses) => x.sum() * numClasses;
            [Metric] static Tensor B(Tensor x, double threshold) => x.gt(threshold).sum();
        }
        """,
        title: "Add entry 'Threshold' to 'X'");

    [Fact]
    public Task WhenThreeProjectsHaveInstanceMetricsFixAllMakesThemStatic()
    {
        static string Text(string modifier) => $$"""
            //// Lib/A.cs
            {{Usings}}public partial class A { [Metric] {{modifier}}Tensor X(Tensor x) => x.sum(); [Metric] public {{modifier}}Tensor Y(Tensor x) => x.mean(); }
            //// App/B.cs
            {{Usings}}partial struct B { [Metric] internal {{modifier}}Tensor X(Tensor x) => x.sum(); }
            //// Tools/C.cs
            {{Usings}}partial record C { [Metric] {{modifier}}Tensor X(Tensor x) => x.sum(); }
            """;
        return VerifyFix.FixesAll("GEN021", Text(""), Text("static "));
    }

    [Fact]
    public Task WhenTheInstanceIsUsedOrTheDeclarationIsWrongOtherwiseNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN021",
        Usings + """
        abstract partial class Mine
        {
            int _k;
            [Metric] Tensor A(Tensor x) => x.sum() * _k;
            [Metric] static double B(Tensor x) => 1;
            [Metric] static Tensor C(Tensor x, in int k) => x.sum() * k;
            [Metric] static Tensor D(int k) => tensor(k);
        }
        """);
}
