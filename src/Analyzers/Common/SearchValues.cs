using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>What is wrong with the constants among the values that a property of a search space gives.</summary>
internal sealed class SearchValues(
    SyntaxNodeAnalysisContext context,
    SearchDimensionSemantics dimension,
    INamedTypeSymbol space,
    INamedTypeSymbol experiment,
    Experiments experiments)
{
    private static readonly DiagnosticDescriptor s_refused = new(
        RuleIds.SearchSpace,
        "Search space does not fit the config",
        "Value {0} of '{1}' violates [{2}] of entry '{3}': {4}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.SearchSpace));

    private static readonly DiagnosticDescriptor s_twice = s_refused.WithMessage("Value {0} of '{1}' is there twice");

    private static readonly DiagnosticDescriptor s_empty = s_refused.WithMessage("Property '{0}' of search space '{1}' has no values");

    private static readonly DiagnosticDescriptor s_range = s_refused.WithMessage(
        "The range of '{0}' is empty because {1} is not below {2}");

    private static readonly DiagnosticDescriptor s_infinite = s_refused.WithMessage(
        "The range of '{0}' has the end {1}, which is not finite");

    private static readonly DiagnosticDescriptor s_logarithm = s_refused.WithMessage(
        "The range of '{0}' must be above 0, where it has logarithms, but begins at {1}");

    private static readonly DiagnosticDescriptor s_namedConfig = s_refused.WithMessage("'{0}' has no named config '{1}'{2}");

    private static readonly DiagnosticDescriptor s_kind = s_refused.WithMessage("Block '{0}' has no kind '{1}'{2}");

    private readonly string _name = dimension.Property.Name;
    private bool _isReported;

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [s_refused, s_twice, s_empty, s_range, s_infinite, s_logarithm, s_namedConfig, s_kind];

    /// <summary>Reports what is wrong.</summary>
    /// <param name="value">The expression that the property returns.</param>
    /// <returns>True if something was reported.</returns>
    public bool Report(ExpressionSyntax value)
    {
        var operation = context.SemanticModel.GetOperation(value, context.CancellationToken);
        var items = SearchSpaces.ArgumentsOf(operation);
        if (items.Count == 0)
        {
            if (SearchSpaces.IsEmpty(operation))
                Report(s_empty, value, _name, space.Name);
            return _isReported;
        }

        var constants = items.Where(i => i.ConstantValue.HasValue).ToList();
        if (dimension.Kind == SearchValueKind.Interval)
        {
            ReportRange(items, SearchSpaces.IsLog(operation));
        }
        else
        {
            foreach (var twice in constants.GroupBy(c => c.ConstantValue.Value ?? "").SelectMany(g => g.Skip(1)))
                Report(s_twice, twice.Syntax, twice.Syntax, _name);
        }

        if (dimension.Block is { } block)
        {
            foreach (var item in items)
                ReportKind(item, block);
            return _isReported;
        }

        foreach (var constant in constants)
        {
            if (dimension.Kind == SearchValueKind.NamedConfigs)
                ReportNamedConfig(constant);
            else
                ReportValue(constant);
        }

        return _isReported;
    }

    private void ReportRange(IReadOnlyList<IOperation> ends, bool isLog)
    {
        if (ends.Count != 2)
            return;
        var (low, high) = (Number(ends[0]), Number(ends[1]));
        if (ends.FirstOrDefault(e => Number(e) is double.NaN or double.PositiveInfinity or double.NegativeInfinity) is { } infinite)
            Report(s_infinite, infinite.Syntax, _name, infinite.Syntax);
        else if (isLog && low <= 0)
            Report(s_logarithm, ends[0].Syntax, _name, ends[0].Syntax);
        else if (low >= high)
            Report(s_range, ends[1].Syntax, _name, ends[0].Syntax, ends[1].Syntax);
    }

    private void ReportValue(IOperation constant)
    {
        var entry = dimension.Entry!;
        if (ValidationSemantics.Read(entry).FirstOrDefault(r => r.IsViolatedBy(constant.ConstantValue.Value) is true) is { } rule)
        {
            var reason = rule.Rule.Replace("{0}", entry.Key);
            Report(s_refused, constant.Syntax, constant.Syntax, _name, rule.Attribute.Display(), entry.Key, reason);
        }
    }

    // The metadata of another project may lack named configs.
    private void ReportNamedConfig(IOperation constant)
    {
        if (constant.ConstantValue.Value is not string name || name == "default" || !experiments.IsHere(experiment)
            || experiments.NamedConfigsOf(experiment, n => KeyName.Normalize(n) == KeyName.Normalize(name)).Any())
            return;
        var names = experiments.NamedConfigsOf(experiment, _ => true).Select(t => KeyName.ToSnakeCase(t.Name)).ToArray();
        ReportUnknown(s_namedConfig, constant, experiment.Name, name, names);
    }

    // By name, or by a new block.
    private void ReportKind(IOperation item, BlockSemantics block)
    {
        var value = item is IConversionOperation conversion ? conversion.Operand : item;
        if (value is IObjectCreationOperation { Type: { } type })
        {
            if (!block.Kinds.Any(k => SymbolEqualityComparer.Default.Equals(k.Type, type)))
                ReportUnknown(s_kind, item, block.Key, type.Name, [.. block.Kinds.Select(k => k.Type.Name)]);
            return;
        }

        string[] names = [.. block.Kinds.Select(k => k.Name), .. block.CanBeNull ? (string[])["none"] : []];
        if (item.ConstantValue is { HasValue: true, Value: string name }
            && !names.Any(n => KeyName.Normalize(n) == KeyName.Normalize(name)))
            ReportUnknown(s_kind, item, block.Key, name, names);
    }

    private void ReportUnknown(DiagnosticDescriptor message, IOperation item, string owner, string name, string[] names)
    {
        _isReported = true;
        var hints = FixHints.Create(FixHints.Name, item.ConstantValue.HasValue ? NearestName.Find(name, names) : null);
        context.Report(message.At(item.Syntax.GetLocation(), null, hints, owner, name, Messages.DidYouMean(name, names, "They are")));
    }

    private void Report(DiagnosticDescriptor message, SyntaxNode at, params object[] arguments)
    {
        _isReported = true;
        context.Report(message.At(at.GetLocation(), [.. arguments.Select(a => a.ToString())]));
    }

    private static double? Number(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: IConvertible value and not (string or bool or char) }
            ? value.ToDouble(CultureInfo.InvariantCulture)
            : null;
}
