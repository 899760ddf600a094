namespace Gen.Generators.Tests.Metrics.Emit;

/// <summary>Metric sets: config values from entries, hand-written and collected metrics, and invalid metrics.</summary>
public sealed class MetricSetTests
{
    private const string Usings = "using TorchSharp; using static TorchSharp.torch; using Gen.Training.Metrics;\n";

    private const string HandWritten = """
        public sealed class Median(int bins) : MetricState($"{bins}")
        {
            public void Update(Tensor scores, Tensor? weight = null)
            {
                using var update = BeginUpdate(weight, new MetricInput("scores", scores));
                update.Commit();
            }
            public override Tensor Compute() { using var scope = BeginCompute(); return scope.MissingValue(); }
        }
        """;

    [Fact]
    public void CreateMetricSet_ConfigParameters_ComeFromEntries()
    {
        var text = Text("""
            [Config] public class Part { public int Depth { get; init; } = 2; }
            [Experiment("e")] public partial class T
            {
                public int NumClasses { get; init; } = 3;
                public Part Part { get; init; } = new();
                [Metric] static Tensor A(Tensor x, int numClasses, [FromConfig("part.depth")] int depth, double beta = 1,
                    string? name = null) => (x * (numClasses + depth) * beta).sum(dim: 0);
                [Metric] static Tensor B(Tensor x, long[] open) => x.sum(dim: 0) * open.Length;
                [Metric] static Tensor C(Tensor x, [Seed] long seed, T self) => x.sum(dim: 0) * seed;
                MetricSet Made => CreateMetricSet([1, 2]);
                MetricSet Other => CreateMetricSet(open: [], beta: 2);
            }
            """);
        Assert.Contains("public MetricSet CreateMetricSet(long[] open, double beta = 1.0, string? name = null) =>", text);
        Assert.Contains(
            "new MetricSet(this.NumClasses, this.Part!.Depth, open, "
            + "global::Gen.Configuration.ExperimentServices.RunOf(this).NextSeed(\"T.C\"), this, beta, name);",
            text
        );
    }

    [Fact]
    public void ConfigParameters_SameNameOtherType_StaySeparate()
    {
        var text = Text("""
            public partial class T
            {
                [Metric] static Tensor A(Tensor x, int k) => x.sum(dim: 0) * k;
                [Metric] static Tensor B(Tensor x, double k) => x.sum(dim: 0) * k;
                [Metric] static Tensor C(Tensor x, int k = 3, int d = 1) => x.sum(dim: 0) * k * d;
                [Metric] static Tensor D(Tensor x, int d = 2) => x.sum(dim: 0) * d;
            }
            """);
        Assert.Contains("public MetricSet(int k, double bK, int d)", text);
        Assert.Contains("public CState(int k = 3, int d = 1)", text);
    }

    [Fact]
    public void Parameter_NamedAsKeyword_KeepsName()
    {
        var text = Text(
            "public partial class T { [Metric] static Tensor A(Tensor x, int @checked) => x.sum(dim: 0) * @checked; static void Use() { "
            + "using var a = new AState(@checked: 1); using var s = new MetricSet(@checked: 1); } }"
        );
        Assert.Contains("_checked = @checked;", text);
    }

    [Fact]
    public void HandWrittenState_IsInSet()
    {
        var text = Text(HandWritten + """
            public partial class T
            {
                [Metric(Shape = MetricShape.Scalar)] static Median Middle(int bins) => new(bins);
                [Metric] static Tensor Mean(Tensor yPred) => yPred.sum(dim: 0);
            }
            """);
        Assert.DoesNotContain("MiddleState", text);
        Assert.Contains("_middle = AddState(global::T.Middle(bins));", text);
        Assert.Contains("_middle.Update(scores: scores, weight: weight);", text);
        Assert.Contains("using var middle = _middle.Compute();", text);
    }

    [Fact]
    public void CollectedMetrics_SameTensors_ShareRows()
    {
        var text = Text("""
            public partial class T
            {
                [Metric, Collect] static Tensor A(Tensor x, Tensor y, int k) => x.median() * k + y.median();
                [Metric, Collect] static Tensor B(Tensor x, Tensor y) => x.median();
                [Metric, Collect] static Tensor C(Tensor y) => y.median();
            }
            """);
        var set = text[text.IndexOf("class MetricSet", StringComparison.Ordinal)..];
        Assert.Equal(2, set.Split("= Add(new global::Gen.Training.Metrics.RowCollector(").Length - 1);
        Assert.Contains("global::T.A(_rows0.Rows(scope, 0), _rows0.Rows(scope, 1), _k)", set);
        Assert.Contains("global::T.C(_rows1.Rows(scope, 0))", set);
    }

    // The members exist, so that the error of the metric is the only one.
    [Theory]
    [InlineData("[Metric] static Tensor F(Tensor yTrue, Tensor yPred, int k = 1) => yPred.median();")]
    [InlineData("[Metric] Tensor F(Tensor yTrue, Tensor yPred, int k = 1) => yPred.sum(dim: 0);")]
    [InlineData("[Metric] static double F(Tensor yTrue, Tensor yPred, int k = 1) => 1;")]
    [InlineData("[Metric] static Tensor F(in Tensor yTrue, Tensor yPred, int k = 1) => yPred.sum(dim: 0);")]
    [InlineData("[Metric] static Tensor F(Tensor yTrue, Tensor yPred, in int k = 1) => yPred.sum(dim: 0);")]
    public void RefusedMetric_HasItsMembers(string metric)
    {
        var text = Text($$"""
            public partial class T
            {
                {{metric}}
                static void Use(Tensor a, Tensor b)
                {
                    using var f = new FState(3);
                    f.Update(a, b);
                    f.Compute();
                    using var s = new MetricSet();
                    s.Update(yTrue: a, yPred: b, weight: null);
                    double[] v = s.Compute().F;
                }
            }
            """);
        Assert.Contains("throw new global::System.NotSupportedException(\"F cannot be computed batch by batch", text);
    }

    [Theory]
    [InlineData("[Metric] static Tensor F<A>(Tensor x, A a) => x.sum();")]
    [InlineData("[Metric] static Tensor F(Tensor x, Span<int> a) => x.sum();")]
    [InlineData("[Metric] static unsafe Tensor F(Tensor x, int* a) => x.sum();")]
    public void InvalidMetric_HasNoMembers(string metric) =>
        Assert.Empty(GeneratedProgram.OfTorch(Usings + $"public partial class T {{ {metric} }}").Files);

    [Fact]
    public void EmittedText_OtherCulture_IsTheSame()
    {
        var source =
            Usings
            + "public partial class T { [Metric] static Tensor F(Tensor x, double k = -1.5, float s = 1e-7f) => x.sum(dim: 0) * k * s * "
            + "-0.5; }";
        var expected = GeneratedProgram.OfTorch(source).Files["T.Metrics.g.cs"];
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NegativeSign = "−";
            System.Globalization.CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, GeneratedProgram.OfTorch(source).Files["T.Metrics.g.cs"]);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void EmittedText_GrowsLinearlyWithPlan()
    {
        // Doubled thirty times: expanded as a tree, the expression would have a billion leaves.
        var text = Text(
            "public partial class T { [Metric] static Tensor F(Tensor x) { var y = x; "
                + string.Concat(Enumerable.Repeat("y = y * y + y; ", 30))
                + " var s = y.sum(dim: 0); "
                + string.Concat(Enumerable.Repeat("s = s * s + s; ", 30))
                + " return s; } }"
        );
        Assert.InRange(text.Length, 1, 60_000);
    }

    private static string Text(string source) => GeneratedProgram.OfTorch(Usings + source).Files["T.Metrics.g.cs"];
}
