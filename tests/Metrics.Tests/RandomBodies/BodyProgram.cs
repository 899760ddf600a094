using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;
using Gen.Generators;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;
using Gen.Generators.Tests.Support;
using Gen.Metrics.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>
/// Compiles random bodies together and gives each its verdict. The planner is asked first, as the rule for GEN020 asks it; what it accepts
/// is compiled with every generator of Gen and run.
/// </summary>
internal static class BodyProgram
{
    // The body that is run, for the case that torch ends the process.
    private static readonly string? s_current =
        Environment.GetEnvironmentVariable("GEN_RANDOM_REPORT") is { } report ? report + ".current" : null;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static readonly ImmutableArray<Type> s_generators =
        [.. typeof(ExperimentGenerator).Assembly.GetTypes().Where(t => t.IsDefined(typeof(GeneratorAttribute)))];

    // To read the references is most of a compilation's cost, and those that are made from one share what was read.
    private static readonly ConcurrentDictionary<BodyOptions, CSharpCompilation> s_empty = new();

    /// <summary>The verdicts, in the order of the bodies.</summary>
    /// <param name="bodies">What to compile together.</param>
    /// <param name="round">The one round of <see cref="BodyLaw"/> to run; null for all.</param>
    public static IReadOnlyList<BodyOutcome> Run(IReadOnlyList<RandomBody> bodies, int? round = null)
    {
        var outcomes = new Dictionary<RandomBody, BodyOutcome>();
        var compilation = Compile(bodies);
        var accepted = new List<RandomBody>();
        foreach (var body in bodies)
        {
            if (Planned(compilation, body) is { } outcome)
                outcomes[body] = outcome;
            else
                accepted.Add(body);
        }

        foreach (var outcome in RunAccepted(accepted, round))
            outcomes[outcome.Body] = outcome;
        return [.. bodies.Select(b => outcomes[b])];
    }

    /// <summary>What the planner makes of each: equal for equal plans.</summary>
    public static IEnumerable<string> Plans(IReadOnlyList<RandomBody> bodies)
    {
        var compilation = Compile(bodies);
        foreach (var body in bodies)
            yield return Plan(compilation, body);
    }

    private static string Plan(CSharpCompilation compilation, RandomBody body)
    {
        try
        {
            var method = compilation.GetTypeByMetadataName("Formulas." + body.Name)!.GetMembers("Value").OfType<IMethodSymbol>().Single();
            var plan = Planner.Plan(method, compilation, default).Plan;
            return plan is null ? "refused" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(PlanText.Write(plan))));
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    /// <summary>The compiler's errors in bodies alone.</summary>
    public static IEnumerable<Diagnostic> Errors(IReadOnlyList<RandomBody> bodies) =>
        Compile(bodies).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>What a project can set.</summary>
    public static IReadOnlyList<BodyOptions> Settings { get; } =
        [new(true, true, false), new(true, false, false), new(false, true, false), new(false, false, false)];

    /// <summary>Those of the bodies that are valid with some settings, and streamed.</summary>
    public static List<RandomBody> Accepted(List<RandomBody> bodies, BodyOptions settings)
    {
        var compilation = Compile(bodies, settings);
        var invalid = compilation.GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => d.Location.SourceTree?.FilePath)
            .ToHashSet();
        return [.. bodies.Where(b => !invalid.Contains($"{b.Name}.cs") && Planned(compilation, b) is null)];
    }

    /// <summary>Errors and warnings in what is generated for bodies that are accepted, and errors of generators.</summary>
    public static IReadOnlyList<string> ProblemsInGenerated(List<RandomBody> bodies, BodyOptions settings)
    {
        var compilation = Compile(bodies, settings);
        var driver = Generate(compilation, out var output);
        return
        [
            .. driver.GetRunResult().Results.Select(r => r.Exception).OfType<Exception>().Select(e => e.ToString()),
            .. output.GetDiagnostics()
                .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)
                .Where(d => d.Severity == DiagnosticSeverity.Error || !compilation.SyntaxTrees.Contains(d.Location.SourceTree!))
                .Select(d => d.ToString()),
        ];
    }

    private static GeneratorDriver Generate(CSharpCompilation compilation, out Compilation output) => CSharpGeneratorDriver
        .Create(
            s_generators.Select(g => ((IIncrementalGenerator)Activator.CreateInstance(g)!).AsSourceGenerator()),
            parseOptions: Sources.ParseOptions)
        .RunGeneratorsAndUpdateCompilation(compilation, out output, out _);

    private static CSharpCompilation Compile(IReadOnlyList<RandomBody> bodies, BodyOptions? settings = null)
    {
        var options = settings ?? BodyOptions.Of(bodies.Count > 0 ? bodies[0].Seed : 0) with { Outside = false };
        return s_empty.GetOrAdd(options, Empty).AddSyntaxTrees(bodies.Select(b => Sources.Parse(b.Text, $"{b.Name}.cs")));
    }

    private static CSharpCompilation Empty(BodyOptions options)
    {
        var compilation = Sources.CompileTorch("Bodies", []);
        return compilation.WithOptions(
            compilation.Options
                .WithNullableContextOptions(options.Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable)
                .WithOverflowChecks(options.Checked));
    }

    private static BodyOutcome? Planned(CSharpCompilation compilation, RandomBody body)
    {
        var type = compilation.GetTypeByMetadataName("Formulas." + body.Name);
        if (type?.GetMembers("Value").OfType<IMethodSymbol>().SingleOrDefault() is not { } method)
            return new(body, Verdict.Invalid);
        try
        {
            if (Planner.Plan(method, compilation, default).Refusal is not { } refusal)
                return null;
            var at = refusal.Location.SourceTree!.GetText().ToString(refusal.Location.SourceSpan);
            return new(body, Verdict.Refused, at, refusal.Reason);
        }
        catch (Exception e)
        {
            var tree = method.DeclaringSyntaxReferences[0].SyntaxTree;
            return compilation.GetSemanticModel(tree).GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)
                ? new(body, Verdict.Invalid)
                : new(body, Verdict.GeneratorCrashes, e.ToString(), BodyOutcome.Kind(e));
        }
    }

    private static IEnumerable<BodyOutcome> RunAccepted(List<RandomBody> bodies, int? round)
    {
        if (bodies.Count == 0)
            return [];
        var compilation = Compile(bodies);
        var driver = Generate(compilation, out var output);
        if (driver.GetRunResult().Results.Select(r => r.Exception).FirstOrDefault(e => e is not null) is { } crash)
        {
            return bodies.Count == 1 ? [new(bodies[0], Verdict.GeneratorCrashes, crash.ToString(), BodyOutcome.Kind(crash))]
                : [.. RunAccepted(bodies[..(bodies.Count / 2)], round), .. RunAccepted(bodies[(bodies.Count / 2)..], round)];
        }

        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        var wrong = emitted.Diagnostics.Select(d => (Diagnostic: d, Body: Blamed(d, compilation, bodies)))
            .Where(p => p.Body is not null)
            .GroupBy(p => p.Body!)
            .Select(g => NotCompiled(g.Key, [.. g.Select(p => p.Diagnostic)], compilation))
            .ToList();
        if (wrong.Count > 0)
            return [.. wrong, .. RunAccepted([.. bodies.Except(wrong.Select(w => w.Body))], round)];
        if (!emitted.Success)
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(output.AssemblyName, isCollectible: true).LoadFromStream(image);
        return [.. bodies.Select(b => RunOne(b, assembly, round))];
    }

    // Warnings count in generated code only. Without a body of its own, a message is of all.
    private static RandomBody? Blamed(Diagnostic diagnostic, CSharpCompilation sources, List<RandomBody> bodies)
    {
        if (diagnostic.Severity < DiagnosticSeverity.Warning || diagnostic.IsSuppressed || diagnostic.Location.SourceTree is not { } tree)
            return null;
        var isGenerated = !sources.SyntaxTrees.Contains(tree);
        if (!isGenerated && diagnostic.Severity < DiagnosticSeverity.Error)
            return null;
        var names = tree.GetRoot().FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf().OfType<ClassDeclarationSyntax>()
            .Select(c => c.Identifier.ValueText)
            .Append(Path.GetFileNameWithoutExtension(tree.FilePath))
            .ToHashSet();
        return bodies.FirstOrDefault(b => names.Contains(b.Name));
    }

    private static BodyOutcome NotCompiled(RandomBody body, List<Diagnostic> diagnostics, CSharpCompilation sources)
    {
        var own = diagnostics.FirstOrDefault(d => sources.SyntaxTrees.Contains(d.Location.SourceTree!));
        if (own is not null)
            return new(body, Verdict.Invalid, own.ToString());
        var first = diagnostics[0];
        var line = first.Location.SourceTree!.GetText().Lines[first.Location.GetLineSpan().StartLinePosition.Line];
        return new(body, Verdict.DoesNotCompile, $"{first.Id} {first.GetMessage()}\n{line.ToString().Trim()}", first.Id);
    }

    private static BodyOutcome RunOne(RandomBody body, Assembly assembly, int? round)
    {
        if (s_current is not null)
            File.WriteAllText(s_current, body.Code);

        // A state that never ends must not keep the test: its thread is left behind.
        BodyOutcome? outcome = null;
        var type = assembly.GetType("Formulas." + body.Name, throwOnError: true)!;
        var thread = new Thread(() => outcome = BodyLaw.Check(body, type, round)) { IsBackground = true };
        thread.Start();
        return thread.Join(s_patience) ? outcome! : new(body, Verdict.DoesNotEnd);
    }
}
