using Gen.Analyzers.Suppressions;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Suppressions;

/// <summary>Warnings of the SDK's analyzers are suppressed for members that generated code uses, and not for others.</summary>
public class GeneratedCodeSuppressorTests
{
    private const string Torch = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task MembersWithoutInstanceUse_StayInstanceMembers() => Check(
        "CA1822",
        Torch + """
        [Experiment("x")] public sealed partial class X
        {
            public int Epochs { get; init; } = 5;
            public int [|Answer|] => 42;
            public Block Block { get; init; } = new();
            [NamedConfig] public sealed class Quick { public int [|Epochs|] => 1; internal int Other => 1; }
            [Captured] internal int [|Times|](int epochs, int by) => epochs * by;
            [Main] void [|Run|]() => Console.WriteLine();
            [Command("show")] string [|Show|](int epochs) => $"{epochs}";
            [OnEpochEnd] void [|End|](double loss) => Console.WriteLine(loss);
            internal void Helper() { }
            internal int Hidden => 1;
        }
        [Config] public sealed class Block { public int Depth { get; init; } = 1; public int [|Fixed|] => 2; public void Do() { } }
        [NamedConfig<X>] public sealed class Long { public int [|Epochs|] => 100; }
        public sealed class Plain { internal int Epochs => 1; internal void Run() { } }
        """,
        "Other", "Helper", "Hidden", "Do", "Epochs", "Run");

    [Fact]
    public Task NestedNamedConfig_IsSuppressed() => Check(
        "CA1034",
        """
        using Gen;
        [Experiment("x")] public sealed partial class X
        {
            public int Epochs { get; init; } = 5;
            [NamedConfig] public sealed class [|Quick|] { public int Epochs => 1; }
            public sealed class Tool;
        }
        public sealed class Plain { [NamedConfig<X>] public sealed class Long { public int Epochs => 100; } }
        """,
        "Tool", "Long");

    [Fact]
    public Task ArgumentsOfGeneratedCode_AreNotNull() => Check(
        "CA1062",
        Torch + """
        [Experiment("x")] public sealed partial class X
        {
            public string Text { get; init; } = "";
            [Metric] public static Tensor Share(Tensor yTrue) => [|yTrue|].to_type(float64).mean();
            [Main] public int Run(string text, Run run) => [|text|].Length + [|run|].Id.Length;
            [OnBatchEnd] public void End(Tensor loss) => Console.WriteLine([|loss|].shape.Length);
            [Captured] public static int Mine(string text, string given) => text.Length + given.Length;
            public static int Helper(string text) => text.Length;
            public void Go() => CreateTrainer(null!, null!, null!);
        }
        """,
        "text", "given", "text");

    [Fact]
    public Task TrainerOfRun_IsSuppressed() => Check(
        "CA2000",
        Torch + """
        [Experiment("x")] public sealed partial class X
        {
            [Metric] public static Tensor Share(Tensor yTrue) => yTrue.to_type(float64).mean();
            [Main] public long Run()
            {
                var trainer = [|CreateTrainer(null!, null!, null!)|];
                var own = File.OpenRead("x");
                return own.Length + trainer.GetHashCode();
            }
        }
        """,
        "File.OpenRead(\"x\")");

    [Fact]
    public Task RandomOfRun_IsSuppressed() => Check(
        "CA5394",
        """
        using Gen;
        [Experiment("x")] public sealed partial class X
        {
            [Captured] static int Draw(Random random, int times) => [|random.Next()|] + times;
            [Main] double Run(Random random) => [|random.NextDouble()|] + Draw(2) + Own();
            static double Own() => new Random(1).NextDouble() + Random.Shared.Next();
        }
        static class Plain { static int Draw(Random random) => random.Next(); }
        """,
        "new Random(1).NextDouble()", "Random.Shared.Next()", "random.Next()");

    [Fact]
    public Task ExperimentDerivedFromRandom_IsNotSuppressed() => Check(
        "CA5394",
        """
        using Gen;
        [Experiment("x")] public partial class X : Random
        {
            public int Most { get; init; } = 6;
            [Captured] int Throw(int most) => this.Next(most);
            [Main] int Run() => Throw();
        }
        """,
        "this.Next(most)");

    [Fact]
    public Task NamedConfig_BeforeGeneration_IsSuppressed() => Check(
        "CA1812",
        """
        using Gen;
        [Experiment("x")] public sealed partial class X
        {
            public int Epochs { get; init; } = 5;
            [NamedConfig] private sealed class [|Quick|] { public int Epochs => 1; }
            private sealed class Tool;
        }
        [NamedConfig<X>] internal sealed class [|Long|](X config) { public int Epochs => config.Epochs; }
        [NamedConfig<X>] internal sealed class Unusable(string text) { public int Epochs => text.Length; }
        internal sealed class Plain { public int Epochs => 100; }
        """,
        generate: false,
        "Tool", "Unusable", "Plain");

    [Fact]
    public async Task ParamsOfExtensionMember_IsSuppressed()
    {
        var compilation = Compiled.With([
            (
                "Program.cs",
                """
                using Gen;
                [Experiment("x")] public sealed partial class X
                {
                    public int Epochs { get; init; } = 5;
                    static X[] All(RunOptions options) =>
                        [X.Parse("epochs=1"), X.Parse(options, "epochs=1", "seed=2"), X.Parse(["epochs=1"])];
                    static void Other(List<string> texts) => Plain(new List<string?>());
                    static void Plain(List<string> texts) { }
                }
                """
            ),
        ]);
        compilation = compilation.WithOptions(
            compilation.Options.WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.Remove("CS8620"))
        );
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true
        );
        var reported = (await compilation.WithAnalyzers([new GeneratedCodeSuppressor()], options).GetAllDiagnosticsAsync())
            .Where(d => d.Id == "CS8620")
            .ToArray();

        Assert.Equal(3, reported.Count(d => d.IsSuppressed));
        Assert.Equal(
            "new List<string?>()",
            Assert
                .Single(reported, d => !d.IsSuppressed)
                .Location.SourceTree!.ToString()
                .Substring(reported.Single(d => !d.IsSuppressed).Location.SourceSpan.Start, 19)
        );
    }

    [Fact]
    public async Task ProjectWithoutGen_SuppressesNothing()
    {
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
            "Plain",
            [
                Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
                    "class MainAttribute : System.Attribute; class X { [Main] internal void Run() { } }"
                ),
            ],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new(OutputKind.DynamicallyLinkedLibrary));
        Assert.False(Assert.Single(await Reported(compilation, "CA1822")).IsSuppressed);
    }

    [Fact]
    public void Suppressions_HaveUniqueIds()
    {
        var all = new GeneratedCodeSuppressor().SupportedSuppressions;
        Assert.All(all, s => Assert.Equal("GENS" + s.SuppressedDiagnosticId[^4..], s.Id));
        Assert.Equal(all.Length, all.Select(s => s.Id).Distinct().Count());
        var page = File.ReadAllText(Path.Combine(DocumentationPage.Root, "docs", "diagnostics", "README.md"));
        Assert.All(all, s => Assert.Contains($"| {s.SuppressedDiagnosticId} | {s.Id} | ", page));
    }

    private static Task Check(string id, string source, params string[] stillReported) => Check(id, source, generate: true, stillReported);

    /// <summary>Expects that the id is suppressed at each mark, and reported at these texts and nowhere else.</summary>
    private static async Task Check(string id, string source, bool generate, params string[] stillReported)
    {
        var marked = MarkedSource.Parse(source);
        var compilation = Compiled.With(marked.Files, generate: generate);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && generate).Select(d => d.ToString()));
        var reported = await Reported(compilation, id);
        Assert.Equal(marked.Spans.Select(s => s.Span), reported.Where(d => d.IsSuppressed).Select(d => d.Location.SourceSpan));
        Assert.Equal(
            stillReported,
            reported.Where(d => !d.IsSuppressed).Select(d => d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan))
        );
    }

    private static async Task<Diagnostic[]> Reported(Compilation compilation, string id)
    {
        var analyzers = SdkAnalyzers.Of(id);
        Assert.NotEmpty(analyzers);
        var options = compilation.Options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Warn)]);
        var analyzed = new CompilationWithAnalyzers(
            compilation.WithOptions(options),
            analyzers.Add(new GeneratedCodeSuppressor()),
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true
            )
        );
        var all = await analyzed.GetAnalyzerDiagnosticsAsync();
        Assert.Empty(all.Where(d => d.Id == "AD0001").Select(d => d.ToString()));
        return [.. all.Where(d => d.Id == id).OrderBy(d => d.Location.SourceSpan.Start)];
    }
}
