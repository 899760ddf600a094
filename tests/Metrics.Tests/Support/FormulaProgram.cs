using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Gen.Analyzers;
using Gen.Analyzers.Rules;
using Gen.Generators;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Planning;
using Gen.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Metrics.Tests.Support;

/// <summary>A text of formulas, compiled with every generator of Gen as a build does it, and loaded when it is first called.</summary>
internal sealed class FormulaProgram
{
    private static readonly ImmutableArray<Type> s_generators =
        [.. typeof(ExperimentGenerator).Assembly.GetTypes().Where(t => t.IsDefined(typeof(GeneratorAttribute)))];

    private static readonly ImmutableArray<Type> s_analyzers =
        [.. typeof(NotPartialAnalyzer).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer)))];

    private static readonly Dictionary<string, FormulaProgram> s_cache = [];
    private static int s_count;

    private readonly Lazy<Assembly> _assembly;
    private readonly Lazy<ImmutableArray<Diagnostic>> _reported;

    private readonly FormulaProgram[] _references;
    private readonly Lazy<byte[]> _image;

    private FormulaProgram(string text, FormulaProgram[] references, bool asProjects)
    {
        Classes = FormulaClass.In(text);
        _references = references;
        var compilation = Sources
            .CompileTorch($"Formulas{s_count++}", [text, ConfigText(text)])
            .AddReferences(
                references.Select(r =>
                    asProjects ? r.Output.ToMetadataReference() : (MetadataReference)MetadataReference.CreateFromImage(r._image.Value)
                )
            );
        var driver = CSharpGeneratorDriver
            .Create(
                s_generators.Select(g => ((IIncrementalGenerator)Activator.CreateInstance(g)!).AsSourceGenerator()),
                parseOptions: Sources.ParseOptions
            )
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        foreach (var result in driver.GetRunResult().Results)
        {
            if (result.Exception is { } exception)
                throw new InvalidOperationException("the generator crashed", exception);
        }

        Output = output;
        _image = new Lazy<byte[]>(Emit);
        _assembly = new Lazy<Assembly>(Load);
        _reported = new(() => Output
            .WithAnalyzers([.. s_analyzers.Select(a => (DiagnosticAnalyzer)Activator.CreateInstance(a)!)])
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult());
    }

    public IReadOnlyList<FormulaClass> Classes { get; }

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output { get; }

    /// <summary>The compiler's warnings and errors.</summary>
    public IEnumerable<Diagnostic> Problems => Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning);

    /// <summary>What the rules report.</summary>
    public ImmutableArray<Diagnostic> Reported => _reported.Value;

    /// <summary>What the planner makes of each metric that does not keep its rows.</summary>
    internal IEnumerable<PlanningResult> Plans() =>
        Classes.SelectMany(c =>
            Output
                .GetTypeByMetadataName("Formulas." + c.Name)!
                .GetMembers()
                .OfType<IMethodSymbol>()
                .Where(m => Has<MetricAttribute>(m) && !Has<CollectAttribute>(m))
                .Select(m => Planner.Plan(m, Output, default))
        );

    /// <summary>A file of the corpus, or another text; compiled once.</summary>
    public static FormulaProgram Of(string text)
    {
        if (!s_cache.TryGetValue(text, out var program))
            s_cache.Add(text, program = new FormulaProgram(text, [], false));
        return program;
    }

    /// <summary>A text of a project that references others: what they were built to.</summary>
    public static FormulaProgram With(string text, params FormulaProgram[] references) => new(text, references, false);

    /// <summary>The same as an editor compiles it: the others' source is at hand, but belongs to them.</summary>
    public static FormulaProgram WithProjects(string text, params FormulaProgram[] references) => new(text, references, true);

    /// <summary>The metrics of a class that can be called.</summary>
    public IEnumerable<Formula> Formulas(FormulaClass of)
    {
        var type = Type(of);
        var config = (Dictionary<string, object?>)_assembly.Value.GetType("ConfigValues")!.GetField(of.Name)!.GetValue(null)!;
        return of.Metrics.Select(m => new Formula(of, type, m, config));
    }

    public Type Type(FormulaClass of) => _assembly.Value.GetType("Formulas." + of.Name, throwOnError: true)!;

    private static bool Has<T>(ISymbol symbol) => symbol.GetAttributes().Any(a => a.AttributeClass?.Name == typeof(T).Name);

    // Config values are written as C# in the corpus, so C# evaluates them.
    private static string ConfigText(string text) =>
        "using Formulas; internal static class ConfigValues {\n"
        + string.Concat(
            FormulaClass
                .In(text)
                .Select(c =>
                    $"    public static readonly Dictionary<string, object?> {c.Name} = new() {{ "
                    + $"{string.Join(", ", c.Config.Select(v => $"[\"{v.Key}\"] = {v.Value}"))} }};\n"
                )
        )
        + "}";

    private Assembly Load()
    {
        var context = new AssemblyLoadContext(Output.AssemblyName, isCollectible: true);
        var references = _references.ToDictionary(
            r => r.Output.AssemblyName!,
            r => context.LoadFromStream(new MemoryStream(r._image.Value))
        );
        context.Resolving += (_, name) => references.GetValueOrDefault(name.Name!);
        return context.LoadFromStream(new MemoryStream(_image.Value));
    }

    private byte[] Emit()
    {
        using var stream = new MemoryStream();
        var result = Output.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return stream.ToArray();
    }
}
