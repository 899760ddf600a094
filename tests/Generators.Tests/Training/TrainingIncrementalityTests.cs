using Microsoft.CodeAnalysis;

namespace Gen.Generators.Tests.Training;

/// <summary>The steps that an edit re-runs. Every test that compiles a program also asserts that unrelated edits re-run nothing.</summary>
public sealed class TrainingIncrementalityTests
{
    private static readonly string[] s_files =
    [
        TrainingSources.Usings
            + "[Experiment(\"a\")] public partial class A { public int Width { get; init; } = 1; [Metric] static Tensor F(Tensor yPred, "
            + "int k = 1) { return yPred.sum(dim: 0) * k; } [OnEpochEnd] void H(double loss, int width) { Console.Write(loss); } void "
            + "Other() { } }",
        TrainingSources.Usings + "[Experiment(\"b\")] public partial class B { [OnEpochEnd] void H(double[] f) { } }",
    ];

    [Theory]
    [InlineData(0, "Console.Write(loss)", "Console.Write(width)", "")]
    [InlineData(0, "yPred.sum(dim: 0) * k", "yPred.sum(dim: 0) + k", "")]
    [InlineData(0, "= 1; [Metric]", "= 2; [Metric]", "")]
    [InlineData(0, "void Other() { }", "void Another() { }", "")]
    [InlineData(0, "double loss", "double valLoss", "A")]
    [InlineData(0, "[OnEpochEnd]", "[OnTrainEnd]", "A")]
    [InlineData(0, "[Metric]", "[Metric(\"g\")]", "A")]
    [InlineData(0, "[Metric]", "[Metric(Shape = MetricShape.Scalar)]", "A")]
    [InlineData(0, "Tensor yPred, int k", "Tensor yTrue, int k", "A")]
    [InlineData(1, "double[] f", "double[] g", "B")]
    public void Edit_RegeneratesOnlyChangedTrainingFiles(int file, string old, string replacement, string remade)
    {
        var compilation = Sources.CompileTorch("Edits", s_files);
        var driver = GeneratorRun.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[file + 1];
        var edited = compilation.ReplaceSyntaxTree(tree, Sources.Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
        Assert.NotEqual(tree.ToString(), edited.SyntaxTrees[file + 1].ToString());
        var before = Files(driver);
        var after = Files(driver.RunGenerators(edited));
        Assert.Equal(["A", "B"], before.Keys.Order());
        Assert.Equal(
            remade.Split(',', StringSplitOptions.RemoveEmptyEntries),
            after.Where(f => !ReferenceEquals(before[f.Key], f.Value)).Select(f => f.Key)
        );
    }

    [Fact]
    public void NoTrainingPackage_GeneratesNoTrainingFile()
    {
        var program = GeneratedProgram.Of("[Experiment(\"a\")] public partial class A { [OnEpochEnd] void H(int epoch) { } }");
        Assert.DoesNotContain("A.Training.g.cs", program.Files.Keys);
    }

    private static Dictionary<string, Microsoft.CodeAnalysis.Text.SourceText> Files(GeneratorDriver driver)
    {
        const string End = ".Training.g.cs";
        GeneratorRun.NoException(driver.GetRunResult());
        return driver
            .GetRunResult()
            .Results.SelectMany(r => r.GeneratedSources)
            .Where(s => s.HintName.EndsWith(End, StringComparison.Ordinal))
            .ToDictionary(s => s.HintName[..^End.Length], s => s.SourceText);
    }
}
