using System.Collections.Immutable;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Common;

/// <summary>What all rules have in common: one descriptor, nothing to do without a reference to Gen, one set of shapes a compilation.</summary>
public abstract class ExperimentAnalyzer : DiagnosticAnalyzer
{
    private protected ExperimentAnalyzer(DiagnosticDescriptor rule) => (Rule, SupportedDiagnostics) = (rule, [rule]);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    private protected DiagnosticDescriptor Rule { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Compilation.GetTypesByMetadataName(KnownNames.Experiment).IsEmpty)
                Register(start, Experiments.Of(start.Compilation));
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, Experiments experiments);

    /// <summary>A diagnostic of the rule with the other places that it speaks of.</summary>
    private protected Diagnostic Report(Location location, Location? other, params object?[] arguments) =>
        Report(location, other, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>The same with <see cref="FixHints"/> for the rule's code fix.</summary>
    private protected Diagnostic Report(Location location, Location? other, ImmutableDictionary<string, string?> hints, params object?[] arguments) =>
        Diagnostic.Create(Rule, location, other is null || !other.IsInSource ? null : [other], hints, arguments);
}
