using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>A name of an entry or block that does not exist.</summary>
/// <param name="Experiment">The experiment that lacks it.</param>
/// <param name="Key">The name as it is written, dotted for an entry of a block.</param>
/// <param name="Node">The declaration of a parameter or property with the name, or the string literal.</param>
/// <param name="Parameter">The parameter with the name, if it is one.</param>
internal sealed record UnknownName(INamedTypeSymbol Experiment, string Key, SyntaxNode Node, IParameterSymbol? Parameter = null);

/// <summary>
/// The names in a compilation that match no entry: those of parameters and properties of named configs and search spaces, the keys of
/// <c>[FromConfig]</c>, and those in update strings. A parameter without a match may be one that the caller gives.
/// </summary>
internal sealed class UnknownNames(Experiments experiments, CancellationToken cancellationToken)
{
    public IEnumerable<UnknownName> All() =>
        TypesIn(experiments.Compilation.Assembly.GlobalNamespace).SelectMany(InType).Concat(InUpdateStrings());

    /// <summary>Returns true if an entry or block fills a parameter, a named config sets it, or a search space varies it.</summary>
    public bool IsNamed(IPropertySymbol property) => TypesIn(experiments.Compilation.Assembly.GlobalNamespace).Any(type =>
        type.GetMembers().OfType<IMethodSymbol>().SelectMany(experiments.Match).SelectMany(m => m.Fills)
            .Any(f => f.Kind != FillKind.None && IsSame(f.Entry?.Property ?? f.Block?.Property, property))
        || Experiments.ExperimentsOf(type).SelectMany(e => experiments.NamedConfig(type, e).Values)
            .Any(v => v.Problem == FillProblem.None && IsSame(v.Entry?.Property ?? v.Block?.Property, property))
        || SearchSpaces.ExperimentsOf(type).SelectMany(e => experiments.SearchSpace(type, e).Dimensions)
            .Any(d => d.Problem == FillProblem.None && IsSame(d.Entry?.Property ?? d.Block?.Property, property)));

    /// <summary>Returns true for a property and the same one as another compilation sees it.</summary>
    public static bool IsSame(IPropertySymbol? a, IPropertySymbol b) => a?.Name == b.Name
        && a.ContainingAssembly.Name == b.ContainingAssembly.Name
        && a.OriginalDefinition.GetDocumentationCommentId() == b.OriginalDefinition.GetDocumentationCommentId();

    private IEnumerable<UnknownName> InType(INamedTypeSymbol type)
    {
        var values = from experiment in Experiments.ExperimentsOf(type)
                     from value in experiments.NamedConfig(type, experiment).Values
                     where value is { Problem: FillProblem.UnknownKey, Entry: not { IsDerived: true } }
                     from node in NodesOf(value.Property)
                     select new UnknownName(experiment, value.Key, node);
        var varied = from experiment in SearchSpaces.ExperimentsOf(type)
                     from dimension in experiments.SearchSpace(type, experiment).Dimensions
                     where dimension is { Problem: FillProblem.UnknownKey, Entry: not { IsDerived: true } }
                     from node in NodesOf(dimension.Property)
                     select new UnknownName(experiment, dimension.Key, node);
        var parameters = from method in type.GetMembers().OfType<IMethodSymbol>()
                         from matched in experiments.Match(method)
                         from parameter in matched.Parameters
                         where IsUnknown(parameter.Parameter, parameter.Fill, matched)
                         from node in NodesOf(parameter.Parameter)
                         select new UnknownName(
                             matched.Experiment,
                             parameter.Fill.Key ?? parameter.Parameter.Name,
                             node,
                             parameter.Fill.Problem == FillProblem.UnknownKey ? null : parameter.Parameter);
        return values.Concat(varied).Concat(parameters);
    }

    private bool IsUnknown(IParameterSymbol parameter, ParameterFill fill, MatchedMethod matched)
    {
        if (fill.Problem is FillProblem.UnknownKey or FillProblem.NearMiss)
            return true;
        if (fill != ParameterFill.None || !ParameterMatcher.CanFill(parameter) || parameter.HasAttribute(KnownNames.FromCaller)
            || Metrics.IsMetric(matched.Method) && MetricSignature.IsBatch(parameter))
            return false;
        return !Hooks.IsOfExperiment(matched.Method)
            || Hooks.Parameters(matched.Method, experiments).Any(p => SymbolEqualityComparer.Default.Equals(p.Parameter, parameter)
                && Hooks.IsUnknown(p, matched.Method, Hooks.Logged(matched.Experiment, experiments)));
    }

    /// <summary>Returns the literal in <c>[FromConfig]</c> of a symbol; without the attribute, the symbol's declaration.</summary>
    private IEnumerable<SyntaxNode> NodesOf(ISymbol symbol)
    {
        if (symbol.FindAttribute(KnownNames.FromConfig) is not { } attribute)
            return symbol.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellationToken));
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        return syntax?.ArgumentList?.Arguments.Select(a => a.Expression).OfType<LiteralExpressionSyntax>() ?? [];
    }

    private IEnumerable<UnknownName> InUpdateStrings()
    {
        foreach (var tree in experiments.Compilation.SyntaxTrees)
        {
            var calls = tree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(c => c.CalledName()?.Identifier.ValueText == GeneratedMembers.Parse)
                .ToArray();
            if (calls.Length == 0)
                continue;
#pragma warning disable RS1030 // For a refactoring.
            var model = experiments.Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            foreach (var call in calls)
            {
                if (model.GetOperation(call, cancellationToken) is not IInvocationOperation operation
                    || UpdateStrings.In(operation) is not ({ } experiment, var updates))
                    continue;
                foreach (var update in updates.Where(u => u.Syntax is LiteralExpressionSyntax))
                {
                    if (ScalarText.TrySplitUpdate((string)update.ConstantValue.Value!, out var key, out _)
                        && experiments.ConfigOf(experiment) is var config && config.Find(key) is null && config.FindBlock(key) is null)
                        yield return new(experiment, key, update.Syntax);
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(m => m is INamedTypeSymbol type ? TypesIn(m).Prepend(type) : TypesIn(m));
}
