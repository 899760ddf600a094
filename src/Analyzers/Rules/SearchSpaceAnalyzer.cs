using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN040: a property of a search space varies no entry, gives values of another type, or values that the entry refuses. Constants are
/// checked here, other values before a sweep starts.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SearchSpaceAnalyzer() : ExperimentAnalyzer([s_unknown, s_derived, s_type, s_block, s_noValues, s_again, s_nothing,
    .. SearchValues.Descriptors])
{
    private static readonly DiagnosticDescriptor s_unknown = SearchValues.Descriptors[0].WithMessage(
        "Search space '{0}' varies '{1}', but '{2}' has no such entry{3}");

    private static readonly DiagnosticDescriptor s_derived = s_unknown.WithMessage(
        "Search space '{0}' cannot vary '{1}' because entry '{2}' of '{3}' is derived from other entries");

    private static readonly DiagnosticDescriptor s_type = s_unknown.WithMessage(
        "Property '{0}' of search space '{1}' has type '{2}', but entry '{3}' has type '{4}'");

    private static readonly DiagnosticDescriptor s_block = s_unknown.WithMessage(
        "Property '{0}' of search space '{1}' has type '{2}', but '{3}' is a block of several kinds, which 'Choice<{4}>' or "
        + "'Choice<string>' varies");

    private static readonly DiagnosticDescriptor s_noValues = s_unknown.WithMessage(
        "Property '{0}' of search space '{1}' varies nothing because its type is '{2}'. It must be 'Choice<{2}>'{3}.");

    private static readonly DiagnosticDescriptor s_again = s_unknown.WithMessage(
        "Property '{0}' of search space '{1}' varies what '{2}' varies already");

    private static readonly DiagnosticDescriptor s_nothing = s_unknown.WithMessage(
        "Search space '{0}' varies nothing. Its properties must be of type Choice<T>, Interval<T> or NamedConfigs.");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterSyntaxNodeAction(node => AnalyzeProperty(node, experiments), SyntaxKind.PropertyDeclaration);
        context.RegisterSymbolAction(symbol => AnalyzeSpace(symbol, experiments), SymbolKind.NamedType);
    }

    private static void AnalyzeSpace(SymbolAnalysisContext context, Experiments experiments)
    {
        var space = (INamedTypeSymbol)context.Symbol;
        foreach (var experiment in SearchSpaces.ExperimentsOf(space).Where(experiments.IsWhole))
        {
            // A property with the name of an entry is reported itself.
            var config = experiments.ConfigOf(experiment);
            if (experiments.IsWhole(space)
                && experiments.SearchSpace(space, experiment) is { WhyNotCreated: null, Dimensions.IsEmpty: true }
                && ConfigSemanticsReader.PropertiesOf(space).All(p => config.Find(p.Name) is null
                    && config.FindBlock(p.Name) is null && p.Type.TypeKind != TypeKind.Error))
                context.Report(s_nothing.At(experiments.LocationOf(space), space.Name));
        }
    }

    private static void AnalyzeProperty(SyntaxNodeAnalysisContext context, Experiments experiments)
    {
        if (context.ContainingSymbol is not IPropertySymbol { ContainingType: { } declaring } property || !experiments.IsWhole(declaring))
            return;
        var isReported = false;
        foreach (var space in SearchSpaces.With(property, experiments).Where(experiments.IsWhole))
        {
            foreach (var experiment in SearchSpaces.ExperimentsOf(space).Where(experiments.IsWhole))
            {
                if (!isReported)
                    isReported = Analyze(context, property, space, experiment, experiments);
            }
        }
    }

    /// <summary>Returns true if something was reported.</summary>
    private static bool Analyze(
        SyntaxNodeAnalysisContext context,
        IPropertySymbol property,
        INamedTypeSymbol space,
        INamedTypeSymbol experiment,
        Experiments experiments)
    {
        var dimensions = experiments.SearchSpace(space, experiment).Dimensions;
        var dimension = dimensions.FirstOrDefault(d =>
            SymbolEqualityComparer.Default.Equals(d.Property.OriginalDefinition, property.OriginalDefinition));
        var diagnostic = dimension is null
            ? DescribeNoValues(property, space, experiments.ConfigOf(experiment), experiments)
            : dimension.Problem switch
            {
                FillProblem.UnknownKey => DescribeUnknown(dimension, space, experiment, experiments),
                FillProblem.TypeMismatch => DescribeType(dimension, space, experiments),
                _ => DescribeAgain(dimension, space, dimensions, experiments),
            };
        if (diagnostic is not null)
            context.Report(diagnostic);
        if (diagnostic is not null || dimension is null)
            return diagnostic is not null;
        return SearchSpaces.ValueOf((PropertyDeclarationSyntax)context.Node) is { } value
            && new SearchValues(context, dimension, space, experiment, experiments).Report(value);
    }

    // A property with another name is a helper.
    private static Diagnostic? DescribeNoValues(
        IPropertySymbol property, INamedTypeSymbol space, ConfigSemantics config, Experiments experiments)
    {
        if (!ConfigSemanticsReader.IsRead(property) || property.Type.TypeKind == TypeKind.Error
            || SearchSpaceSemantics.KindOf(property.Type) is not null)
            return null;
        if (config.FindBlock(property.Name) is { Kinds.IsEmpty: false } block)
            return s_noValues.At(experiments.LocationOf(property), property.Name, space.Name, block.Type.Display(), "");
        if (config.Find(property.Name) is not { IsDerived: false } entry)
            return null;
        var isNumber = entry.Value.Kind is ValueKind.Integer or ValueKind.Floating or ValueKind.Decimal;
        var (name, type) = (property.Name, entry.Type.Display());
        return s_noValues.At(
            experiments.LocationOf(property), name, space.Name, type, isNumber ? $" or 'Interval<{type}>'" : "");
    }

    private static Diagnostic DescribeUnknown(
        SearchDimensionSemantics dimension, INamedTypeSymbol space, INamedTypeSymbol experiment, Experiments experiments)
    {
        var attribute = dimension.Property.FindAttribute(KnownNames.FromConfig);
        var location = attribute?.ArgumentLocation(experiments) ?? experiments.LocationOf(dimension.Property);
        if (dimension.Entry is { IsDerived: true } derived)
            return s_derived.At(location, space.Name, dimension.Property.Name, derived.Key, experiment.Name);
        var names = Names(experiments.ConfigOf(experiment), withKeys: attribute is not null);
        return s_unknown.At(
            location,
            null,
            FixHints.Create(FixHints.Name, NearestName.Find(dimension.Key, names)),
            space.Name,
            dimension.Key,
            experiment.Name,
            Messages.DidYouMean(dimension.Key, names, "Its entries are"));
    }

    private static string[] Names(ConfigSemantics config, bool withKeys)
    {
        var blocks = config.AllBlocks.Select(b => b.Block).Where(b => !b.Kinds.IsEmpty).ToArray();
        var entries = config.Entries.Where(e => !e.IsDerived);
        var names = withKeys
            ? entries.Concat(blocks.SelectMany(b => b.Kinds).SelectMany(k => k.Entries)).Select(e => e.Key)
                .Concat(blocks.Select(b => b.Key))
            : entries.Where(e => e.IsTopLevel).Select(e => e.Property?.Name ?? ImplicitEntries.PropertyName(e.Key))
                .Concat(blocks.Where(b => b.Path.Length == 1).Select(b => b.Property.Name));
        return [.. names.Distinct()];
    }

    private static Diagnostic DescribeType(SearchDimensionSemantics dimension, INamedTypeSymbol space, Experiments experiments)
    {
        var (name, given) = (dimension.Property.Name, dimension.Property.Type.Display());
        if (dimension.Block is { } block)
            return s_block.At(
                experiments.LocationOf(dimension.Property),
                null,
                FixHints.Create(FixHints.Type, $"global::{KnownNames.Choice}<{block.Type.FullName()}>"),
                name,
                space.Name,
                given,
                block.Key,
                block.Type.Display());
        var entry = dimension.Entry!;
        var kind = dimension.Kind == SearchValueKind.Interval
            && entry.Value.Kind is ValueKind.Integer or ValueKind.Floating or ValueKind.Decimal
                ? KnownNames.Interval
                : KnownNames.Choice;
        return s_type.At(
            experiments.LocationOf(dimension.Property),
            entry.Property is { } declared ? experiments.LocationOf(declared) : null,
            FixHints.Create(FixHints.Type, $"global::{kind}<{entry.Type.FullName()}>"),
            name,
            space.Name,
            given,
            entry.Key,
            entry.Type.Display());
    }

    private static Diagnostic? DescribeAgain(
        SearchDimensionSemantics dimension,
        INamedTypeSymbol space,
        ImmutableArray<SearchDimensionSemantics> all,
        Experiments experiments)
    {
        var first = all.First(d => d.Problem == FillProblem.None && d.Entry == dimension.Entry
            && d.Block == dimension.Block && (d.Entry is not null || d.Kind == dimension.Kind));
        return first == dimension
            ? null
            : s_again.At(experiments.LocationOf(dimension.Property), dimension.Property.Name, space.Name, first.Property.Name);
    }
}
