using System;
using System.Collections.Generic;
using System.Globalization;
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
public sealed class SearchSpaceAnalyzer() : ExperimentAnalyzer(
    s_unknown, s_derived, s_type, s_noValues, s_refused, s_twice, s_empty, s_range, s_logarithm, s_namedConfig)
{
    private static readonly DiagnosticDescriptor s_unknown = new(
        RuleIds.SearchSpace,
        "Search space does not fit the config",
        "Search space '{0}' varies '{1}', but '{2}' has no such entry{3}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.SearchSpace));

    private static readonly DiagnosticDescriptor s_derived = s_unknown.WithMessage(
        "Search space '{0}' cannot vary '{1}' because entry '{2}' of '{3}' is derived from other entries");

    private static readonly DiagnosticDescriptor s_type = s_unknown.WithMessage(
        "Property '{0}' of search space '{1}' has type '{2}', but entry '{3}' has type '{4}'");

    private static readonly DiagnosticDescriptor s_noValues = s_unknown.WithMessage(
        "Property '{0}' of search space '{1}' varies nothing because its type is '{2}'. It must be 'Choice<{2}>'{3}.");

    private static readonly DiagnosticDescriptor s_refused = s_unknown.WithMessage("Value {0} of '{1}' violates [{2}] of entry '{3}': {4}");

    private static readonly DiagnosticDescriptor s_twice = s_unknown.WithMessage("Value {0} of '{1}' is there twice");

    private static readonly DiagnosticDescriptor s_empty = s_unknown.WithMessage("Property '{0}' of search space '{1}' has no values");

    private static readonly DiagnosticDescriptor s_range = s_unknown.WithMessage(
        "The range of '{0}' is empty because {1} is not below {2}");

    private static readonly DiagnosticDescriptor s_logarithm = s_unknown.WithMessage(
        "The range of '{0}' must be above 0, where it has logarithms, but begins at {1}");

    private static readonly DiagnosticDescriptor s_namedConfig = s_unknown.WithMessage("'{0}' has no named config '{1}'{2}");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, experiments), SyntaxKind.PropertyDeclaration);

    private void Analyze(SyntaxNodeAnalysisContext context, Experiments experiments)
    {
        if (context.ContainingSymbol is not IPropertySymbol { ContainingType: { } space } property
            || SearchSpaces.ExperimentOf(space) is not { } experiment
            || !experiments.IsWhole(experiment)
            || !experiments.IsWhole(space))
            return;
        var config = experiments.ConfigOf(experiment);
        var shape = SearchSpaceSemantics.Read(space, experiment, config, experiments.Compilation);
        var dimension = shape.Dimensions.FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Property, property));
        var diagnostic = dimension is null
            ? DescribeNoValues(property, space, config, experiments)
            : dimension.Problem switch
            {
                FillProblem.UnknownKey => DescribeUnknown(dimension, space, experiment, experiments),
                FillProblem.TypeMismatch => DescribeType(dimension, space, experiments),
                _ => null,
            };
        if (diagnostic is not null)
            context.Report(diagnostic);
        else if (dimension is not null && SearchSpaces.ValueOf((PropertyDeclarationSyntax)context.Node) is { } value)
            AnalyzeValues(context, dimension, space, experiment, value, experiments);
    }

    // A property with another name is a helper.
    private static Diagnostic? DescribeNoValues(
        IPropertySymbol property, INamedTypeSymbol space, ConfigSemantics config, Experiments experiments)
    {
        if (!ConfigSemanticsReader.IsRead(property) || property.Type.TypeKind == TypeKind.Error
            || config.Find(property.Name) is not { IsDerived: false } entry)
            return null;
        var isNumber = entry.Value.Kind is ValueKind.Integer or ValueKind.Floating or ValueKind.Decimal;
        var (name, type) = (property.Name, entry.Type.Display());
        return s_noValues.At(
            experiments.LocationOf(property), name, space.Name, type, isNumber ? $" or 'Interval<{type}>'" : "");
    }

    private static Diagnostic DescribeUnknown(
        SearchDimensionSemantics dimension, INamedTypeSymbol space, INamedTypeSymbol experiment, Experiments experiments)
    {
        var location = experiments.LocationOf(dimension.Property);
        if (dimension.Entry is { IsDerived: true } derived)
            return s_derived.At(location, space.Name, dimension.Property.Name, derived.Key, experiment.Name);
        var entries = experiments.ConfigOf(experiment).Entries
            .Where(e => !e.IsDerived && e.IsTopLevel)
            .Select(e => e.Property?.Name ?? ImplicitEntries.PropertyName(e.Key))
            .ToArray();
        return s_unknown.At(
            location,
            null,
            FixHints.Create(FixHints.Name, NearestName.Find(dimension.Key, entries)),
            space.Name,
            dimension.Key,
            experiment.Name,
            Messages.DidYouMean(dimension.Key, entries, "Its entries are"));
    }

    private static Diagnostic DescribeType(SearchDimensionSemantics dimension, INamedTypeSymbol space, Experiments experiments)
    {
        var entry = dimension.Entry!;
        var kind = dimension.Kind == SearchValueKind.Interval
            && entry.Value.Kind is ValueKind.Integer or ValueKind.Floating or ValueKind.Decimal
                ? KnownNames.Interval
                : KnownNames.Choice;
        return s_type.At(
            experiments.LocationOf(dimension.Property),
            entry.Property is { } declared ? experiments.LocationOf(declared) : null,
            FixHints.Create(FixHints.Type, $"global::{kind}<{entry.Type.FullName()}>"),
            dimension.Property.Name,
            space.Name,
            dimension.Property.Type.Display(),
            entry.Key,
            entry.Type.Display());
    }

    private static void AnalyzeValues(
        SyntaxNodeAnalysisContext context,
        SearchDimensionSemantics dimension,
        INamedTypeSymbol space,
        INamedTypeSymbol experiment,
        ExpressionSyntax value,
        Experiments experiments)
    {
        var operation = context.SemanticModel.GetOperation(value, context.CancellationToken);
        var items = SearchSpaces.ArgumentsOf(operation);
        var name = dimension.Property.Name;
        if (items.Count == 0)
        {
            if (value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0, Initializer: null })
                context.Report(s_empty.At(value.GetLocation(), name, space.Name));
            return;
        }

        var constants = items.Where(i => i.ConstantValue.HasValue).ToList();
        if (dimension.Kind == SearchValueKind.Interval)
        {
            AnalyzeRange(context, name, items, SearchSpaces.IsLog(operation));
        }
        else
        {
            foreach (var twice in constants.GroupBy(c => c.ConstantValue.Value ?? "").SelectMany(g => g.Skip(1)))
                context.Report(s_twice.At(twice.Syntax.GetLocation(), twice.Syntax.ToString(), name));
        }

        foreach (var constant in constants)
        {
            if (dimension.Kind == SearchValueKind.NamedConfigs)
                AnalyzeNamedConfig(context, constant, experiment, experiments);
            else
                AnalyzeValue(context, constant, dimension);
        }
    }

    private static void AnalyzeRange(SyntaxNodeAnalysisContext context, string name, IReadOnlyList<IOperation> ends, bool isLog)
    {
        if (ends.Count != 2 || Number(ends[0]) is not { } low)
            return;
        if (isLog && low <= 0)
            context.Report(s_logarithm.At(ends[0].Syntax.GetLocation(), name, ends[0].Syntax.ToString()));
        else if (Number(ends[1]) is { } high && low >= high)
            context.Report(s_range.At(ends[1].Syntax.GetLocation(), name, ends[0].Syntax.ToString(), ends[1].Syntax.ToString()));
    }

    private static void AnalyzeValue(SyntaxNodeAnalysisContext context, IOperation constant, SearchDimensionSemantics dimension)
    {
        foreach (var rule in ValidationSemantics.Read(dimension.Entry!))
        {
            if (rule.IsViolatedBy(constant.ConstantValue.Value) is not true)
                continue;
            context.Report(s_refused.At(
                constant.Syntax.GetLocation(),
                constant.Syntax.ToString(),
                dimension.Property.Name,
                rule.Attribute.Display(),
                dimension.Entry!.Key,
                rule.Rule.Replace("{0}", dimension.Entry.Key)));
            return;
        }
    }

    private static void AnalyzeNamedConfig(
        SyntaxNodeAnalysisContext context, IOperation constant, INamedTypeSymbol experiment, Experiments experiments)
    {
        if (constant.ConstantValue.Value is not string name || name == "default"
            || experiments.NamedConfigsOf(experiment, n => KeyName.Normalize(n) == KeyName.Normalize(name)).Any())
            return;
        var names = experiments.NamedConfigsOf(experiment, _ => true).Select(t => KeyName.ToSnakeCase(t.Name)).ToArray();
        context.Report(s_namedConfig.At(
            constant.Syntax.GetLocation(),
            null,
            FixHints.Create(FixHints.Name, NearestName.Find(name, names)),
            experiment.Name,
            name,
            Messages.DidYouMean(name, names, "They are")));
    }

    private static double? Number(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: IConvertible value and not (string or bool or char) }
            ? value.ToDouble(CultureInfo.InvariantCulture)
            : null;
}
