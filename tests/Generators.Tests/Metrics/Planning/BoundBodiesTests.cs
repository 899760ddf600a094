using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Tests.Metrics.Planning;

/// <summary>The generator binds the body of each method that a metric needs once, and no other body.</summary>
public sealed class BoundBodiesTests
{
    private static readonly string[] s_files =
    [
        """
        using TorchSharp;
        using static TorchSharp.torch;
        public static partial class A
        {
            [Metric] static Tensor F(Tensor x, int k) => Helper.Twice(x * k).sum(dim: 0);
            [Metric] static Tensor G(Tensor x) { var twice = Helper.Twice(Helper.Twice(x)); return F(twice, 2) + F(x, 3); }
            [Metric, Collect] static Tensor Kept(Tensor x) => x.median();
            static Tensor NotCalled(Tensor x) => x.sum(dim: 0);
        }
        """,
        "using TorchSharp; using static TorchSharp.torch; [Experiment(\"b\")] public partial class B { public int K { get; init; } "
        + "[Metric] static Tensor H(Tensor x, int k) => A2.Sum(Helper.Twice(x)) * k; [Main] int Run(int k) => k; }",
        "using TorchSharp; using static TorchSharp.torch; static class A2 { public static Tensor Sum(Tensor x) => x.sum(dim: 0); } class "
        + "NoMetrics { int Value() { return 1; } }",
        "using TorchSharp; public static class Helper { public static torch.Tensor Twice(torch.Tensor x) => x * 2; public static "
        + "torch.Tensor Thrice(torch.Tensor x) => x * 3; }",
    ];

    // F, G, H, Twice and Sum, but neither the metric that collects its rows nor methods that no metric calls.
    private const int Needed = 5;

    [Fact]
    public void FirstRun_BindsEachBodyOnce()
    {
        var compilation = Sources.CompileTorch("Bodies", s_files);
        GeneratorRun.NoException(GeneratorRun.Driver().RunGenerators(compilation).GetRunResult());
        Assert.Equal(Needed, BoundBodies.For(compilation).Count);
    }

    [Theory]
    [InlineData(0, "=> x.sum(dim: 0);", "=> x.sum(dim: 0) * 2;")]
    [InlineData(0, "x.median()", "x.median() * 2")]
    [InlineData(2, "return 1", "return 2")]
    [InlineData(3, "x * 2", "x + x")]
    public void Edit_BindsNoFurtherBody(int file, string old, string replacement)
    {
        var compilation = Sources.CompileTorch("Bodies", s_files);
        var driver = GeneratorRun.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[file + 1];
        var edited = compilation.ReplaceSyntaxTree(tree, Sources.Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
        Assert.NotEqual(tree.ToString(), edited.SyntaxTrees[file + 1].ToString());
        GeneratorRun.NoException(driver.RunGenerators(edited).GetRunResult());
        Assert.Equal(Needed, BoundBodies.For(edited).Count);
    }

    [Fact]
    public void ReferencedMetrics_BindNoBody()
    {
        var compilation = Sources.CompileTorch(
            "Bodies",
            [
                "using Gen.Training.Metrics; using TorchSharp; public static partial class T { [Metric] static torch.Tensor "
                + "F(torch.Tensor yTrue, torch.Tensor yPred, int n) => Classification.F1(yTrue, yPred, n); }",
            ]
        );
        GeneratorRun.NoException(GeneratorRun.Driver().RunGenerators(compilation).GetRunResult());
        Assert.Equal(1, BoundBodies.For(compilation).Count);
    }
}
