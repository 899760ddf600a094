using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Common;

/// <summary>
/// Base class of all rules: does nothing in a project without Gen, and shares the <see cref="Experiments"/> of the compilation.
/// </summary>
public abstract class ExperimentAnalyzer : DiagnosticAnalyzer
{
    /// <param name="messages">The rule's descriptors, one per message. They share id, title and severity.</param>
    private protected ExperimentAnalyzer(params DiagnosticDescriptor[] messages) => SupportedDiagnostics = ImmutableArray.Create(messages);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Compilation.GetTypesByMetadataName(KnownNames.Experiment).IsEmpty
                && (!NeedsGeneratedCode || start.Compilation is not CSharpCompilation { LanguageVersion: < LanguageSupport.Least }))
                Register(start, Experiments.Get(start.Compilation));
        });
    }

    /// <summary>
    /// False for a rule that has something to say in older versions of C#, for which nothing is generated. GEN034 stands alone there.
    /// </summary>
    private protected virtual bool NeedsGeneratedCode => true;

    /// <summary>Registers the rule's actions.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, Experiments experiments);
}

/// <summary>
/// Base class of rules about one kind of problem that a parameter of a captured method, <c>[Main]</c>, <c>[Command]</c> or metric can have.
/// </summary>
public abstract class ParameterAnalyzer : ExperimentAnalyzer
{
    private readonly FillProblem _problem;

    private protected ParameterAnalyzer(FillProblem problem, params DiagnosticDescriptor[] messages)
        : base(messages) => _problem = problem;

    private protected sealed override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, experiments), SymbolKind.Method);

    private protected abstract Diagnostic Describe(
        IParameterSymbol parameter,
        ParameterFill fill,
        MatchedMethod matched,
        Experiments experiments
    );

    private void Analyze(SymbolAnalysisContext context, Experiments experiments)
    {
        foreach (var matched in experiments.Match((IMethodSymbol)context.Symbol).Where(m => experiments.IsWhole(m.Experiment)))
        {
            foreach (var (parameter, fill) in matched.Parameters)
            {
                if (fill.Problem == _problem)
                    context.Report(Describe(parameter, fill, matched, experiments));
            }
        }
    }
}

/// <summary>Base class of rules about the properties of named configs.</summary>
public abstract class NamedConfigAnalyzer : ExperimentAnalyzer
{
    private protected NamedConfigAnalyzer(params DiagnosticDescriptor[] messages)
        : base(messages)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, experiments), SymbolKind.NamedType);

    /// <summary>Returns what is wrong with a property, or null if nothing is.</summary>
    private protected abstract Diagnostic? Check(
        NamedValueSemantics value, INamedTypeSymbol namedConfig, INamedTypeSymbol experiment, Experiments experiments);

    private void Analyze(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var experiment in Experiments.ExperimentsOf(type).Where(experiments.IsWhole))
        {
            foreach (var value in experiments.NamedConfig(type, experiment).Values)
            {
                if (value.Problem != FillProblem.None && Check(value, type, experiment, experiments) is { } diagnostic)
                    context.Report(diagnostic);
            }
        }
    }
}
