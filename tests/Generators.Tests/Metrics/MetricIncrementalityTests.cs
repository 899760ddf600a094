using Microsoft.CodeAnalysis;

namespace Gen.Generators.Tests.Metrics;

/// <summary>The steps that an edit re-runs. Every test that compiles a program also asserts that unrelated edits re-run nothing.</summary>
public sealed class MetricIncrementalityTests
{
    private static readonly string[] s_files =
    [
        "using TorchSharp; using static TorchSharp.torch; public static partial class A { [Metric] static Tensor F(Tensor x, int k) { var "
        + "y = x * k; return y.sum(dim: 0); } [Metric] static Tensor G(Tensor x) => x.mean(); static int Other() { return 1; } }",
        "using TorchSharp; using static TorchSharp.torch; public static partial class B { [Metric] static Tensor F(Tensor x) => "
        + "Helper.Twice(x).sum(dim: 0); }",
        "using TorchSharp; public static class Helper { public static torch.Tensor Twice(torch.Tensor x) => x * 2; }",
    ];

    [Theory]
    [InlineData(0, "x * k", "x + k", "A")]
    [InlineData(0, "return 1", "return 2", "")]
    [InlineData(0, "var y = x * k; return y", "var z = x * k; return z", "")]
    [InlineData(0, "int k", "long k", "A")]
    [InlineData(1, "Twice(x)", "Twice(x * x)", "B")]
    [InlineData(2, "x * 2", "x * 3", "B")]
    [InlineData(2, "x * 2", "(x * 2)", "")]
    public void Edit_RegeneratesOnlyChangedMetrics(int file, string old, string replacement, string remade)
    {
        var compilation = Sources.CompileTorch("Edits", s_files);
        var driver = GeneratorRun.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[file + 1];
        var edited = compilation.ReplaceSyntaxTree(tree, Sources.Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
        Assert.NotEqual(tree.ToString(), edited.SyntaxTrees[file + 1].ToString());
        var before = Files(driver);
        var after = Files(driver.RunGenerators(edited));
        Assert.Equal(2, before.Count);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        var changed = after.Where(f => !ReferenceEquals(before[f.Key], f.Value)).Select(f => f.Key[..^".Metrics.g.cs".Length]);
        Assert.Equal(remade.Split(',', StringSplitOptions.RemoveEmptyEntries), changed);
    }

    private static Dictionary<string, Microsoft.CodeAnalysis.Text.SourceText> Files(GeneratorDriver driver)
    {
        GeneratorRun.NoException(driver.GetRunResult());
        return driver.GetRunResult().Results.SelectMany(r => r.GeneratedSources).ToDictionary(s => s.HintName, s => s.SourceText);
    }
}
