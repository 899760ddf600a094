using System.Collections.Concurrent;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Hooks.Shape;
using Gen.Generators.Metrics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>
/// GEN033: an experiment has hooks or metrics, and its project creates no trainer from it, so that nothing calls them. Metrics that are fed by
/// hand, or called as the formulas they are, count as used; and what other projects do with a public experiment of a library is not known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntrainedExperimentAnalyzer() : ExperimentAnalyzer(Descriptors.UntrainedExperiment)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        if (!experiments.HasTraining)
            return;
        var idle = new ConcurrentBag<INamedTypeSymbol>();
        var trained = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        var measured = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        context.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, idle), SymbolKind.NamedType);
        context.RegisterOperationAction(o => Note(((IInvocationOperation)o.Operation).TargetMethod, o.ContainingSymbol, trained, measured), OperationKind.Invocation);
        context.RegisterOperationAction(o => Note(((IMethodReferenceOperation)o.Operation).Method, o.ContainingSymbol, trained, measured), OperationKind.MethodReference);
        context.RegisterOperationAction(o => Note(((IObjectCreationOperation)o.Operation).Constructor, o.ContainingSymbol, trained, measured), OperationKind.ObjectCreation);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var experiment in idle.Where(e => !trained.ContainsKey(e)))
            {
                var (hooks, metrics) = (HookSignature.In(experiment).Any(), HasMetrics(experiment) && !measured.ContainsKey(experiment));
                if (!hooks && !metrics)
                    continue;
                var what = hooks && metrics ? "hooks and metrics" : hooks ? "hooks" : "metrics";
                end.ReportDiagnostic(Report(experiments.LocationOf(experiment), null, $"'{experiment.Name}' has {what}, and no trainer is created from it, so that nothing calls them: call {TrainingNames.CreateTrainer}"));
            }
        });
    }

    private static void Collect(INamedTypeSymbol type, Compilation compilation, ConcurrentBag<INamedTypeSymbol> idle)
    {
        var isOpen = compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;
        for (var t = type; t is not null; t = t.ContainingType)
            isOpen &= t.DeclaredAccessibility == Accessibility.Public;
        if (!isOpen && !type.IsAbstract && Experiments.IsExperiment(type) && type.GetMembers(TrainingNames.CreateTrainer).Any(GeneratedMembers.IsGenerated) && (HasMetrics(type) || HookSignature.In(type).Any()))
            idle.Add(type);
    }

    private static bool HasMetrics(INamedTypeSymbol experiment) => Metrics.HasSet(experiment) && Metrics.Of(experiment).Any();

    private static void Note(IMethodSymbol? called, ISymbol caller, ConcurrentDictionary<ISymbol, bool> trained, ConcurrentDictionary<ISymbol, bool> measured)
    {
        // Of what other projects declare nothing is reported here, and to ask for its attributes would read them from their assemblies.
        if (called is null || !SymbolEqualityComparer.Default.Equals(called.ContainingAssembly, caller.ContainingAssembly))
            return;
        if (called.Name == TrainingNames.CreateTrainer)
            trained.TryAdd(called.ContainingType, true);
        else if (called.Name == MetricNames.CreateSet || (called.HasAttribute(KnownNames.Metric) && !caller.HasAttribute(KnownNames.Metric)))
            measured.TryAdd(called.ContainingType, true);
        else if (called.MethodKind == MethodKind.Constructor && called.ContainingType is { ContainingType: { } owner } made && GeneratedMembers.IsGenerated(made))
            measured.TryAdd(owner, true);
    }
}
