namespace Gen.Generators.Tests.Metrics;

/// <summary>The types that can have metrics, and the code that is generated for them. It compiles without warnings.</summary>
public sealed class MetricTypeTests
{
    private const string Usings = "using TorchSharp; using static TorchSharp.torch; using Gen.Training.Metrics;\n";
    private const string Mean = "[Metric(Shape = MetricShape.Scalar)] static Tensor Mean(Tensor x) => x.mean();";

    [Theory]
    [InlineData("public partial class T { METRIC }", "T")]
    [InlineData("public static partial class T { METRIC }", "T")]
    [InlineData("public partial struct T { METRIC }", "T")]
    [InlineData("public partial record T { METRIC }", "T")]
    [InlineData("public partial record struct T(int X) { METRIC }", "T")]
    [InlineData("public partial interface T { METRIC }", "T")]
    [InlineData("namespace A.B { internal partial class T { METRIC } }", "A.B.T")]
    [InlineData("namespace A { public partial class Outer { private partial struct T { METRIC } } }", "A.Outer.T")]
    [InlineData("public partial class @class { METRIC }", "class")]
    public void PartialType_HasStatesAndSet(string source, string file)
    {
        var text = Files(source.Replace("METRIC", Mean))[file + ".Metrics.g.cs"];
        Assert.Contains("sealed class MeanState : global::Gen.Training.Metrics.MetricState", text);
        Assert.Contains("sealed class MetricSet : global::Gen.Training.Metrics.MetricSetState", text);
    }

    [Theory]
    [InlineData("public class T { METRIC }")]
    [InlineData("public class Outer { public partial class T { METRIC } }")]
    [InlineData("public partial class T<A> { METRIC }")]
    [InlineData("public partial class Outer<A> { public partial class T { METRIC } }")]
    [InlineData("file partial class T { METRIC }")]
    public void NotPartialType_HasNothing(string source) => Assert.Empty(Files(source.Replace("METRIC", Mean)));

    [Fact]
    public void MetricLibrary_HasStatesAndNoSet()
    {
        var text = Files($"[MetricLibrary] public static partial class T {{ {Mean} }}")["T.Metrics.g.cs"];
        Assert.Contains("class MeanState", text);
        Assert.DoesNotContain("MetricSet", text);
    }

    [Fact]
    public void NoTrainingPackage_GeneratesNothing() =>
        Assert.Empty(
            GeneratedProgram
                .Of(
                    "namespace TorchSharp { public static class torch { public class Tensor { } } } public static partial class T { "
                    + "[Metric] static TorchSharp.torch.Tensor Mean(TorchSharp.torch.Tensor x) => x; }"
                )
                .Files
        );

    [Fact]
    public void TypesDifferingInCase_HaveAFileEach() =>
        Assert.Equal(
            ["T.Metrics.g.cs", "t-2.Metrics.g.cs"],
            Files($"public partial class T {{ {Mean} }} public partial class t {{ {Mean} }}").Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void PartialDeclarations_HaveOneFile() =>
        Assert.Equal(
            ["T.Metrics.g.cs"],
            GeneratedProgram
                .OfTorch(
                    Usings + $"public partial class T {{ {Mean} }}",
                    Usings + "partial class T { [Metric] static Tensor Sum(Tensor x) => x.sum(); }"
                )
                .Files.Keys
        );

    // User-defined members are kept, and the others are generated.
    [Theory]
    [InlineData("class MeanState { }", "MeanState", false)]
    [InlineData("int MeanState => 1;", "MeanState", false)]
    [InlineData("class MetricSet { }", "MetricSet", false)]
    [InlineData("static void MetricSet() { }", "MetricSet", false)]
    [InlineData(
        "class Values { } class Infos { } int Compute => 1; static void Update() { } static int batch = 1, reading = 2, _sum0 = 3, Add = "
        + "4, x = 5; int M => batch + reading + _sum0 + Add + x;",
        "MetricSet",
        true
    )]
    [InlineData("[Metric(\"other\")] static Tensor Mean(Tensor x, Tensor y) => (x * y).mean();", "MeanState", true)]
    public void UsersMembers_KeepTheirNames(string member, string generated, bool isThere)
    {
        var text = Files($"public partial class T {{ {Mean} {member} }}")["T.Metrics.g.cs"];
        Assert.Equal(isThere, text.Contains($"sealed class {generated} "));
    }

    [Fact]
    public void TypeNamedAsItsState_HasNoState()
    {
        var text = Files($"public partial class MeanState {{ {Mean} }} public partial class MetricSet {{ {Mean} }}");
        Assert.DoesNotContain("class MeanState :", text["MeanState.Metrics.g.cs"]);
        Assert.DoesNotContain("class MetricSet :", text["MetricSet.Metrics.g.cs"]);
    }

    [Fact]
    public void MetricsWithSameKey_FirstIsInSet()
    {
        var text = Files($"public partial class T {{ {Mean} [Metric(\"mean\")] static Tensor Other(Tensor x) => x.sum(); }}")[
            "T.Metrics.g.cs"
        ];
        Assert.Contains("class OtherState", text);
        Assert.DoesNotContain("Other {", text);
    }

    [Fact]
    public void DerivedTypesMetrics_HideBaseMetrics()
    {
        var files = Files(
            $"public partial class A {{ {Mean} }} public partial class B : A {{ "
            + $"{Mean.Replace("static", "new static").Replace("new static Tensor", "static Tensor")} }}"
        );
        Assert.Contains("public new sealed class MeanState", files["B.Metrics.g.cs"]);
        Assert.Contains("public new sealed class MetricSet", files["B.Metrics.g.cs"]);
    }

    [Theory]
    [InlineData("Values")]
    [InlineData("Count")]
    [InlineData("ToString")]
    [InlineData("Item")]
    [InlineData("Infos")]
    [InlineData("Update")]
    [InlineData("@event")]
    public void Metric_AnyName_IsGenerated(string name) =>
        Files($"public partial class T {{ [Metric(Shape = MetricShape.Scalar)] static Tensor {name}(Tensor x) => x.mean(); }}");

    [Theory]
    [InlineData("Tensor batch, Tensor reading, Tensor weight", "int known, int sum, int left")]
    [InlineData("Tensor @class, Tensor rowWeight, Tensor weight", "int @event, string item = \"a\\\"b{0}\"")]
    [InlineData(
        "Tensor x, Tensor y",
        "double[] weights, string[]? names = null, ScalarType type = ScalarType.Float64, float f = 1e-7f, long? n = null, string? s = "
        + "null, IReadOnlyList<int>? list = null, char c = '\\n', bool b = true"
    )]
    public void Parameters_AnyNameAndDefault_AreGenerated(string tensors, string configs)
    {
        var first = tensors.Split(' ')[1].Split(',')[0];
        Files($"public partial class T {{ [Metric] static Tensor F({tensors}, {configs}) => {first}.sum(dim: 0); }}");
    }

    [Fact]
    public void State_Accessibility_FollowsParameters()
    {
        var text = Files("""
            internal enum Kind { A } public partial class T
            {
                private enum Own { A }
                [Metric] static Tensor F(Tensor x, Kind kind) => x.sum();
                [Metric] static Tensor G(Tensor x, Own own) => x.sum();
                [Metric] static Tensor H(Tensor x, List<Kind[]> kinds) => x.sum();
                [Metric] static Tensor I(Tensor x) => x.sum();
            }
            """)["T.Metrics.g.cs"];
        Assert.Contains("internal sealed class FState", text);
        Assert.Contains("private sealed class GState", text);
        Assert.Contains("internal sealed class HState", text);
        Assert.Contains("public sealed class IState", text);
    }

    private static IReadOnlyDictionary<string, string> Files(string source) => GeneratedProgram.OfTorch(Usings + source).Files;
}
