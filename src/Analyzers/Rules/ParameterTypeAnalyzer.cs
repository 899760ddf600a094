using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN002: the type of the entry or block that fills a parameter does not convert to the parameter's type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ParameterTypeAnalyzer() : ParameterAnalyzer(
    FillProblem.TypeMismatch, s_entry, s_block, s_inBlock, s_inexact, s_seed)
{
    private static readonly DiagnosticDescriptor s_entry = new(
        RuleIds.ParameterType,
        "Parameter type does not match its entry",
        "Parameter '{0}' of '{1}' has type '{2}', but entry '{3}' has type '{4}'",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.ParameterType));

    private static readonly DiagnosticDescriptor s_block = s_entry.WithMessage(
        "Parameter '{0}' of '{1}' has type '{2}', but block '{3}' has type '{4}'");

    private static readonly DiagnosticDescriptor s_inBlock = s_entry.WithMessage(
        "Parameter '{0}' of '{1}' has type '{2}', but entry '{3}' has no value where '{4}' is null");

    private static readonly DiagnosticDescriptor s_inexact = s_entry.WithMessage(
        "Parameter '{0}' of '{1}' has type '{2}', to which entry '{3}' of type '{4}' does not always convert exactly");

    private static readonly DiagnosticDescriptor s_seed = s_entry.WithMessage(
        "Parameter '{0}' of '{1}' is marked [Seed] and must have type 'long', but has type '{2}'");

    private protected override Diagnostic Describe(
        IParameterSymbol parameter,
        ParameterFill fill,
        MatchedMethod matched,
        Experiments experiments
    )
    {
        var location = experiments.LocationOf(parameter);
        var source = (ISymbol?)fill.Entry?.Property ?? fill.Block?.Property;
        var other = source is null ? null : experiments.LocationOf(source);
        var hints = FixHints.Create(FixHints.Type, RightType(parameter, fill, matched, experiments)?.FullName());
        var (name, method, type) = (parameter.Name, matched.Method.Name, parameter.Type.Display());
        return fill switch
        {
            { Entry: { } entry } when InexactConversion.Is(entry.Type, parameter.Type) =>
                s_inexact.At(location, other, hints, name, method, type, entry.Key, entry.Type.Display()),
            { Entry: { NullableBlock: { } block } entry }
                when MatcherOf(matched.Experiment, experiments).Converts(entry.Type, parameter.Type) =>
                s_inBlock.At(location, experiments.LocationOf(block), hints, name, method, type, entry.Key, block.Name),
            { Entry: { } entry } => s_entry.At(location, other, hints, name, method, type, entry.Key, entry.Type.Display()),
            { Block: { } block } => s_block.At(location, other, hints, name, method, type, block.Key, TypeOf(block).Display()),
            _ => s_seed.At(location, other, hints, name, method, type),
        };
    }

    /// <summary>Returns the type that fits each experiment that fills the parameter, or null if there is none.</summary>
    private static ITypeSymbol? RightType(IParameterSymbol parameter, ParameterFill fill, MatchedMethod matched, Experiments experiments)
    {
        if (parameter.Type is ITypeParameterSymbol)
            return null;   // other parameters may have types that depend on it
        if (fill is { Entry: null, Block: null })
            return experiments.Compilation.GetSpecialType(SpecialType.System_Int64);
        var type = fill.Block is { } filling ? TypeOf(filling) : TypeOf(fill.Entry!, matched.Experiment, experiments);
        var fitsAll = experiments
            .Match(matched.Method)
            .All(m =>
                m.Fills[parameter.Ordinal] switch
                {
                    { Entry: { } entry } => MatcherOf(m.Experiment, experiments).Fits(entry, type),
                    { Block: { } block } => SymbolEqualityComparer.Default.Equals(block.Type, type),
                    _ => true,
                }
            );
        return fitsAll ? type : null;
    }

    private static ITypeSymbol TypeOf(BlockSemantics block) =>
        block.CanBeNull ? block.Type.WithNullableAnnotation(NullableAnnotation.Annotated) : block.Type;

    private static ITypeSymbol TypeOf(EntrySemantics entry, INamedTypeSymbol experiment, Experiments experiments) =>
        entry.IsImplicit ? entry.Type : MatcherOf(experiment, experiments).ReadType(entry);   // a run always has a seed

    private static ParameterMatcher MatcherOf(INamedTypeSymbol experiment, Experiments experiments) =>
        new(experiment, experiments.ConfigOf(experiment), experiments.Compilation);
}
