using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Gen.Analyzers.Common;
using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Benchmarks.Generator.Analyzers;

/// <summary>
/// Processor time of all rules after an edit in an editor: something is typed into a method of the training template, and the edited file,
/// or the whole project, is analyzed. Beside it one analyzer that looks at nothing, which takes what the driver does for any.
/// </summary>
internal static class AnalyzerRounds
{
    private const string Typed = "trainer.Fit(";

    public static void Run(int edits)
    {
        var (rules, floor) = (All(), ImmutableArray.Create<DiagnosticAnalyzer>(new IdleAnalyzer()));
        var taken = new Dictionary<string, List<double>>();
        var times = new Dictionary<string, double>();
        var compilation = SourceFiles.Compile([Template()], 20);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ExperimentGenerator().AsSourceGenerator()], parseOptions: SourceFiles.ParseOptions);

        // The first half is compiled while it runs, and not counted.
        for (var edit = -edits; edit < edits; edit++)
        {
            var edited = SourceFiles.EditedAt(compilation, 0, Typed, $"Console.Write({edit}); {Typed}");
            driver = driver.RunGeneratorsAndUpdateCompilation(edited, out var complete, out _);
            foreach (var isWhole in new[] { false, true })
            {
                var place = isWhole ? "whole project" : "edited file";
                var (ours, result) = Analyze(complete.Clone(), rules, isWhole);
                var (theirs, _) = Analyze(complete.Clone(), floor, isWhole);
                if (result.GetAllDiagnostics().FirstOrDefault(d => d.Severity >= DiagnosticSeverity.Warning) is { } wrong)
                    throw new InvalidOperationException(wrong.ToString());
                if (edit < 0)
                    continue;
                Add($"all rules, {place}", ours);
                Add($"an idle analyzer, {place}", theirs);
                foreach (var (analyzer, telemetry) in result.AnalyzerTelemetryInfo.Where(_ => !isWhole))
                    times[analyzer.GetType().Name] = times.GetValueOrDefault(analyzer.GetType().Name)
                        + (telemetry.ExecutionTime.TotalMilliseconds / edits);
            }
        }

        Console.WriteLine("Processor milliseconds of an edit in the training template: median (least - greatest)");
        foreach (var (name, values) in taken)
            Console.WriteLine($"{name, -36}{values.Spread(), 24}");
        Console.WriteLine("Milliseconds of the rules in the edited file, by the driver's clock:");
        foreach (var (name, time) in times.OrderByDescending(t => t.Value).Take(8))
            Console.WriteLine($"  {time, 8:F2}  {name}");

        void Add(string name, double milliseconds)
        {
            if (!taken.TryGetValue(name, out var values))
                taken.Add(name, values = []);
            values.Add(milliseconds);
        }
    }

    private static (double Milliseconds, AnalysisResult Result) Analyze(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool isWhole)
    {
        var model = compilation.GetSemanticModel(compilation.SyntaxTrees.First());
        compilation.GetDiagnostics();   // an editor shows the compiler's own first
        var start = ThreadClock.Process;
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var driver = new CompilationWithAnalyzers(compilation, analyzers, options);
        var analysis = isWhole
            ? driver.GetAnalysisResultAsync(CancellationToken.None)
            : driver.GetAnalysisResultAsync(model, filterSpan: null, CancellationToken.None);
        var result = analysis.GetAwaiter().GetResult();
        return ((ThreadClock.Process - start) / 1e6, result);
    }

    private static ImmutableArray<DiagnosticAnalyzer> All() =>
    [
        .. typeof(ExperimentAnalyzer).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    private static string Template([CallerFilePath] string path = "") =>
        "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks;\n"
        + File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "../../../templates/gen-experiment/Training.cs"));
}

/// <summary>Asks for symbols and operations, as the rules do, and looks at none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class IdleAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("IDLE", "Idle", "Idle", "Floor", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(_ => { }, SymbolKind.NamedType, SymbolKind.Method);
        context.RegisterOperationAction(_ => { }, OperationKind.Invocation, OperationKind.PropertyReference);
    }
}
