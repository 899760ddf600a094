using System.Collections.Immutable;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Common;

/// <summary>A rule about metrics, which any type can hold: nothing to do where neither Gen nor a torch is referenced.</summary>
public abstract class MetricAnalyzer : DiagnosticAnalyzer
{
    private protected MetricAnalyzer(DiagnosticDescriptor rule) => (Rule, SupportedDiagnostics) = (rule, [rule]);

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
            if (!start.Compilation.GetTypesByMetadataName(KnownNames.Metric).IsEmpty)
                Register(start);
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context);
}
