using System.Collections.Concurrent;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN033: an experiment has hooks or metrics, but its project creates no trainer from it, so they are never called. Metrics that are
/// updated by hand, or called directly, count as used. What other projects do with a public experiment of a library is not known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntrainedExperimentAnalyzer() : ExperimentAnalyzer(s_both, s_hooks, s_metrics)
{
    private static readonly DiagnosticDescriptor s_both = new(
        RuleIds.UntrainedExperiment,
        "Experiment with hooks or metrics has no trainer",
        "Experiment '{0}' has hooks and metrics, but no trainer is created from it, so they are never called. Call {1}.",
        RuleIds.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.UntrainedExperiment),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly DiagnosticDescriptor s_hooks = s_both.WithMessage(
        "Experiment '{0}' has hooks, but no trainer is created from it, so they are never called. Call {1}.");

    private static readonly DiagnosticDescriptor s_metrics = s_both.WithMessage(
        "Experiment '{0}' has metrics, but no trainer is created from it, so they are never computed. Call {1}.");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        if (!experiments.HasTraining)
            return;
        var candidates = new ConcurrentBag<INamedTypeSymbol>();
        var trained = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        var measured = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        context.RegisterSymbolAction(
            symbol => Collect((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, candidates),
            SymbolKind.NamedType
        );
        context.RegisterOperationAction(
            o => Note(CalledBy(o.Operation), o.ContainingSymbol, trained, measured),
            OperationKind.Invocation,
            OperationKind.MethodReference,
            OperationKind.ObjectCreation);
        context.RegisterCompilationEndAction(end =>
        {
            if (!experiments.IsWhole())
                return;
            foreach (var experiment in candidates.Where(e => !trained.ContainsKey(e)))
            {
                var hooks = HookSignature.In(experiment).Any();
                var metrics = HasMetrics(experiment, end.Compilation) && !measured.ContainsKey(experiment);
                if (!hooks && !metrics)
                    continue;
                var message = hooks && metrics ? s_both : hooks ? s_hooks : s_metrics;
                end.Report(message.At(experiments.LocationOf(experiment), experiment.Name, TrainingNames.CreateTrainer));
            }
        });
    }

    private static void Collect(INamedTypeSymbol type, Compilation compilation, ConcurrentBag<INamedTypeSymbol> candidates)
    {
        var isOpen = compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;
        for (var t = type; t is not null; t = t.ContainingType)
            isOpen &= t.DeclaredAccessibility == Accessibility.Public;
        if (!isOpen && !type.IsAbstract && Experiments.IsExperiment(type)
            && type.GetMembers(TrainingNames.CreateTrainer).Any(GeneratedMembers.IsGenerated)
            && (HasMetrics(type, compilation) || HookSignature.In(type).Any()))
            candidates.Add(type);
    }

    private static bool HasMetrics(INamedTypeSymbol experiment, Compilation compilation) => Metrics.InSet(experiment, compilation).Any();

    private static IMethodSymbol? CalledBy(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IMethodReferenceOperation reference => reference.Method,
        _ => ((IObjectCreationOperation)operation).Constructor,
    };

    private static void Note(
        IMethodSymbol? called, ISymbol caller, ConcurrentDictionary<ISymbol, bool> trained, ConcurrentDictionary<ISymbol, bool> measured)
    {
        // Members of other projects are not reported, and reading their attributes from assemblies is slow.
        if (called is null || !SymbolEqualityComparer.Default.Equals(called.ContainingAssembly, caller.ContainingAssembly))
            return;
        if (called.Name == TrainingNames.CreateTrainer)
            trained.TryAdd(called.ContainingType, true);
        else if (
            called.Name == MetricNames.CreateSet
            || (called.HasAttribute(KnownNames.Metric) && !caller.HasAttribute(KnownNames.Metric))
        )
            measured.TryAdd(called.ContainingType, true);
        else if (
            called.MethodKind == MethodKind.Constructor
            && called.ContainingType is { ContainingType: { } owner } made
            && GeneratedMembers.IsGenerated(made)
        )
            measured.TryAdd(owner, true);
    }
}
