using System;
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
/// GEN014: the constant default of an entry, or the default of its type if it has no initializer, violates a validation attribute of the
/// entry, so no run could start with it. With <c>[Required]</c>, the value must be passed and any default is allowed.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultValueAnalyzer() : ExperimentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.DefaultValue,
        "Default violates the validation attribute of its entry",
        "Default {0} of entry '{1}' violates [{2}]: {3}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.DefaultValue));

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, experiments), SyntaxKind.PropertyDeclaration);

    private void Analyze(SyntaxNodeAnalysisContext context, Experiments experiments)
    {
        var syntax = (PropertyDeclarationSyntax)context.Node;
        if (syntax.AttributeLists.Count == 0 || HasReadingBody(syntax)
            || context.ContainingSymbol is not IPropertySymbol { ContainingType: { } type } property
            || !(Experiments.IsExperiment(type) || type.HasAttribute(KnownNames.Config)))
            return;
        var entry = experiments.ConfigOf(type).Entries.FirstOrDefault(e => SymbolEqualityComparer.Default.Equals(e.Property, property));
        if (entry is null || entry.IsDerived || !TryDefault(syntax, property, context, out var value))
            return;
        foreach (var rule in ValidationSemantics.Read(entry))
        {
            if (rule.Attribute.AttributeClass!.Name == "RequiredAttribute" || rule.IsViolatedBy(value) is not true)
                continue;
            var place = syntax.Initializer?.Value.GetLocation() ?? syntax.Identifier.GetLocation();
            context.Report(s_rule.At(
                place,
                rule.Attribute.NameLocation(experiments),
                FixHints.Create(FixHints.Name, NearestAllowed(rule.Attribute, value))
                    .And(FixHints.Value, NearestBound(rule.Attribute, value, property.Type)),
                Display(syntax, value),
                entry.Key,
                rule.Attribute.Display(),
                rule.Rule.Replace("{0}", entry.Key)));
        }
    }

    /// <summary>Returns the allowed value that a misspelled one most likely means.</summary>
    private static string? NearestAllowed(AttributeData attribute, object? value) =>
        value is string text && attribute is { AttributeClass.Name: "AllowedValuesAttribute", ConstructorArguments.Length: 1 }
            && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, Values.IsDefault: false } allowed
            ? NearestName.Find(text, allowed.Values.Select(v => v.ScalarValue()).OfType<string>())
            : null;

    /// <summary>Returns the bound of <c>[Range]</c> that a number is beyond, as C#; null if the bound itself is not allowed.</summary>
    private static string? NearestBound(AttributeData attribute, object? value, ITypeSymbol type)
    {
        if (attribute.AttributeClass!.Name != "RangeAttribute" || attribute.ConstructorArguments.Length != 2
            || value is null or bool or string or char
            || attribute.ConstructorArguments[0].Value is not { } low || attribute.ConstructorArguments[1].Value is not { } high)
            return null;
        var isBelow = Convert.ToDouble(value) < Convert.ToDouble(low);
        if (attribute.NamedFlag(isBelow ? "MinimumIsExclusive" : "MaximumIsExclusive"))
            return null;
        return (isBelow ? low : high, type.SpecialType) switch
        {
            (int bound, _) => Literals.Number(bound),
            (double bound, SpecialType.System_Double) => Literals.Number(bound),
            (double bound, SpecialType.System_Single) => Literals.Number((float)bound),
            (double bound, SpecialType.System_Decimal) => Literals.Number((decimal)bound),
            _ => null,
        };
    }

    /// <summary>Returns true if a getter body decides what is read, so that the initializer is not the default.</summary>
    private static bool HasReadingBody(PropertyDeclarationSyntax syntax) =>
        syntax.ExpressionBody is not null
        || syntax.AccessorList?.Accessors.Any(a =>
            a.IsKind(SyntaxKind.GetAccessorDeclaration) && (a.Body is not null || a.ExpressionBody is not null)
        )
            is true;

    private static bool TryDefault(
        PropertyDeclarationSyntax syntax,
        IPropertySymbol property,
        SyntaxNodeAnalysisContext context,
        out object? value
    )
    {
        value = null;
        if (syntax.Initializer is { } initializer)
        {
            var constant = context.SemanticModel.GetConstantValue(initializer.Value, context.CancellationToken);
            value = constant.Value;
            return constant.HasValue
                || initializer.Value.IsKind(SyntaxKind.SuppressNullableWarningExpression) && IsNull(initializer.Value, context);
        }

        // A constructor may set it.
        if (property.ContainingType.InstanceConstructors.Any(c => !c.IsImplicitlyDeclared))
            return false;
        value = (KnownValue.DefaultOf(property.Type) as KnownValue.Constant)?.Value;
        return KnownValue.DefaultOf(property.Type) is not null;
    }

    private static bool IsNull(ExpressionSyntax expression, SyntaxNodeAnalysisContext context) =>
        expression is PostfixUnaryExpressionSyntax { Operand: { } operand }
        && context.SemanticModel.GetConstantValue(operand, context.CancellationToken) is { HasValue: true, Value: null };

    private static string Display(PropertyDeclarationSyntax syntax, object? value) => value switch
    {
        _ when syntax.Initializer is { } initializer => initializer.Value.ToString(),
        null => "null",
        System.IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
