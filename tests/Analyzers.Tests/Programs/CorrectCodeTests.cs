using Gen.Analyzers.Tests.Robustness;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Programs;

public class CorrectCodeTests
{
    private static IEnumerable<(string Path, string Text)> Sample =>
        Directory
            .GetFiles(Path.Combine(DocumentationPage.Root, "samples", "NoTorch"), "*.cs")
            .Order()
            .Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

    [Fact]
    public async Task Samples_AreAccepted()
    {
        var compilation = Compiled.With(Sample);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Empty(await Verify.Diagnostics(compilation));
    }

    [Fact]
    public Task NestedPartialExperiment_WithNullableDisabled_IsAccepted() =>
        Verify.Accepts(
            """
            namespace Some.Where
            {
                public static partial class Outer
                {
                    [Gen.Experiment("x")] internal sealed partial class X
                    {
                        public string Path { get; init; } = "";
                        public Block Data { get; init; } = new Block();
                        [Gen.Captured] static string F(string path, Block data, int n) => path + n;
                    }
                    [Gen.Config] public class Block { public string Name { get; set; } }
                }
            }
            //// Second.cs
            namespace Some.Where
            {
                static partial class Outer
                {
                    sealed partial class X
                    {
                        public int Epochs { get; set; } = 3;
                        [Gen.NamedConfig] sealed class Quick
                        {
                            public int Epochs => 1;
                            public string Path => null;
                            [Gen.FromConfig("data.name")] public string Name => "n";
                        }
                        [Gen.Main] string Run(int epochs, string path) => F(epochs) + X.Parse("quick", "data.name=a").Path;
                    }
                }
            }
            """,
            NullableContextOptions.Disable
        );

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    public async Task ClsCompliantAssembly_HasNoWarnings(string access)
    {
        var source = """
            using Gen.Training;
            using Gen.Training.Metrics;
            using TorchSharp;
            using static TorchSharp.torch;

            [assembly: CLSCompliant(true)]

            [Config] ACCESS record Files { public string Path { get; init; } = ""; public int[] Sizes { get; init; } = []; }
            [Config] ACCESS abstract record Step { public sealed record Fast : Step { public int Speed { get; init; } } }
            [UseMetrics(typeof(Classification), nameof(Classification.MacroF1))] ACCESS static partial class Others;
            ACCESS static class Elsewhere { [Captured<X>] public static int Of(int epochs, int x) => x * epochs; }
            [Experiment("x")] ACCESS sealed partial class X
            {
                public int Epochs { get; init; } = 3;
                public Files Data { get; init; } = new();
                public Step Step { get; init; } = new Step.Fast();
                [NamedConfig] public sealed class Quick { public int Epochs => 1; }
                [Main] private int Run(int epochs) => Build(epochs, "a") + Data.Path.Length + Step.GetHashCode();
                [Captured] public int Build(int size, string name, int epochs = 3) => size + name.Length + epochs;
                [Metric] private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();
                [OnEpochEnd] private void End(int epoch, double valAccuracy) { }
                private object Trainer() => CreateTrainer(null!, null, torch.nn.MSELoss());
            }
            """.Replace("ACCESS", access);
        var compilation = Compiled.With([("X.cs", source)]);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var all = await new CompilationWithAnalyzers(compilation, Verify.AllAnalyzers, options).GetAllDiagnosticsAsync();
        Assert.Empty(all.Where(d => d.Severity > DiagnosticSeverity.Info && !d.IsSuppressed).Select(d => d.ToString()));
    }

    [Fact]
    public async Task ProjectWithoutGen_RegistersNothing()
    {
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
            "Plain",
            [
                Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
                    "class ExperimentAttribute : System.Attribute; [Experiment] class X { public int A { get; } }"
                ),
            ],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new(OutputKind.DynamicallyLinkedLibrary)
        );
        Assert.Empty(await Verify.Diagnostics(compilation));
    }

    [Fact]
    public async Task GeneratedCode_IsNotAnalyzed()
    {
        var compilation = Compiled.With([
            ("X.g.cs", "// <auto-generated/>\n" + DocumentationPage.Read("GEN001").Wrong),
            ("Y.g.cs", "// <auto-generated/>\n" + "[Gen.Experiment(\"y\")] class Y;"),
        ]);
        Assert.Empty(await Verify.Diagnostics(compilation));
    }
}
