using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Tests;

/// <summary>The steps that an edit re-runs. Every test that compiles a program also asserts that unrelated edits re-run nothing.</summary>
public sealed class IncrementalityTests
{
    private static readonly string[] s_files =
    [
        "[Experiment(\"a\")] public partial class A { public int Epochs { get; init; } = 5; [Captured] int F(int epochs) => epochs; "
        + "[Main] int M() => F(); }",
        "[Experiment(\"b\")] public partial class B { public int Epochs { get; init; } = 5; [Captured] int F(int epochs) => epochs; }",
        "[NamedConfig<A>] public class Long { public int Epochs => 9; }",
        "public static class Nets { [Captured<A>] public static int Build(int epochs) => epochs; }",
        "[Config] public class Part { public int? X { get; init; } }",
        "[SearchSpace<A>] public class Tuning { public Choice<int> Epochs => new(1, 2); }",
    ];

    private const string Trained =
        "[Experiment(\"trained\"), UseMetrics(typeof(Gen.Training.Metrics.Regression), \"R2\")] public partial class Trained { "
        + "[Metric] static TorchSharp.torch.Tensor F(TorchSharp.torch.Tensor yPred) => yPred.mean(); }";

    private const string Metrics =
        "public static partial class M { [Metric, Collect] static TorchSharp.torch.Tensor Median(TorchSharp.torch.Tensor x) => "
        + "x.median(); }";

    [Theory]
    [InlineData(0, "Epochs { get; init; } = 5", "Steps { get; init; } = 5; public int Epochs { get; init; } = 5", "A.Experiment")]
    [InlineData(0, "int F(int epochs)", "int F(int epochs, int x = 3)", "A.Captured")]
    [InlineData(0, "[Main] int M() => F();", "", "A.Experiment")]
    [InlineData(1, "Experiment(\"b\")", "Experiment(\"c\")", "B.Experiment")]
    [InlineData(2, "Long", "Longer", "A.Experiment")]
    [InlineData(2, "Epochs => 9", "Epochs => 10", "")]
    [InlineData(3, "Build", "Make", "Nets.CapturedBy.A")]
    [InlineData(3, "=> epochs", "=> epochs + 1", "")]
    [InlineData(4, "X {", "Y {", "Part.Schema")]
    [InlineData(5, "Tuning", "Study", "A.Experiment")]
    [InlineData(5, "1, 2", "1, 2, 3", "")]
    public void Edit_RegeneratesOnlyChangedFiles(int file, string old, string replacement, string remade)
    {
        var compilation = Sources.Compile("Edits", s_files);
        var driver = GeneratorRun.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[file + 1];   // the first one has the usings
        var edited = compilation.ReplaceSyntaxTree(tree, Sources.Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
        Assert.NotEqual(tree.ToString(), edited.SyntaxTrees[file + 1].ToString());
        var before = Files(driver);
        driver = driver.RunGenerators(edited);
        var after = Files(driver);
        var changed = after
            .Where(f => !before.TryGetValue(f.Key, out var text) || !ReferenceEquals(text, f.Value))
            .Select(f => f.Key[..^".g.cs".Length])
            .Order();
        Assert.Equal(remade.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), changed);
        Assert.Equal(before.Count, after.Count);
    }

    [Fact]
    public void ModelGraph_Symbol_IsFound()
    {
        var symbol = Sources.Compile("Walk", s_files).GetTypeByMetadataName("A")!;
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            ModelGraph.Walk(
                new { Name = "x", Inner = new List<object?> { null, symbol } },
                "model",
                new HashSet<object>(ReferenceEqualityComparer.Instance)
            )
        );
    }

    [Fact]
    public void AllSteps_AreTracked()
    {
        var results = GeneratorRun
            .Driver()
            .RunGenerators(
                Sources.CompileTorch(
                    "Edits",
                    [.. s_files, "[Config] public class Texts { public int X { get; init; } = 1; }", Metrics, Trained]
                )
            )
            .GetRunResult()
            .Results;
        Assert.Equal(TrackingNames.All.Order(), results.SelectMany(r => r.TrackedSteps.Keys).Intersect(TrackingNames.All).Order());
        Assert.All(results.SelectMany(GeneratorRun.Reasons), r => Assert.Equal(IncrementalStepRunReason.New, r.Reason));
    }

    private static Dictionary<string, Microsoft.CodeAnalysis.Text.SourceText> Files(GeneratorDriver driver) =>
        driver.GetRunResult().Results.SelectMany(r => r.GeneratedSources).ToDictionary(s => s.HintName, s => s.SourceText);
}
