using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN017: an attribute has no effect on the declaration that it marks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisplacedAttributeAnalyzer() : ExperimentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MisplacedAttribute,
        "Attribute has no effect",
        "Attribute [{0}] has no effect because {1}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.MisplacedAttribute));

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterSymbolAction(symbol => Analyze(symbol, experiments), SymbolKind.NamedType, SymbolKind.Method, SymbolKind.Property);
        context.RegisterSyntaxNodeAction(
            node => AnalyzeLocal(node, experiments), SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
    }

    private static void Analyze(SymbolAnalysisContext context, Experiments experiments)
    {
        if (context.Symbol is IMethodSymbol { Parameters.IsEmpty: true } && context.Symbol.GetAttributes().IsEmpty)
            return;
        var misplaced = context.Symbol switch
        {
            IMethodSymbol method => MisplacedMethodAttributes.In(method, experiments),
            IPropertySymbol property => MisplacedPropertyAttributes.In(property, experiments),
            var type => MisplacedTypeAttributes.In((INamedTypeSymbol)type, experiments),
        };
        foreach (var (attribute, reason) in misplaced)
            context.Report(Describe(attribute, reason, experiments, context.Symbol));
    }

    /// <summary>Local functions and lambdas have no symbol actions.</summary>
    private static void AnalyzeLocal(SyntaxNodeAnalysisContext context, Experiments experiments)
    {
        var (lists, name) = context.Node switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists, "a local function"),
            var lambda => (((ParenthesizedLambdaExpressionSyntax)lambda).AttributeLists, "a lambda"),
        };
        if (lists.Count == 0)
            return;
        var symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        foreach (var attribute in symbol?.GetAttributes().Where(MisplacedMethodAttributes.IsOfMethods) ?? [])
        {
            var reason = $"{name} is not a member of {(MisplacedMetricAttributes.IsOfMetrics(attribute) ? "a type" : "the experiment")}";
            context.Report(Describe(attribute, reason, experiments, symbol!));
        }
    }

    private static Diagnostic Describe(AttributeData attribute, string reason, Experiments experiments, ISymbol marked) =>
        s_rule.At(attribute.NameLocation(experiments) ?? experiments.LocationOf(marked), attribute.Display(), reason);
}

/// <summary><c>[Experiment]</c>, <c>[NamedConfig]</c>, <c>[SearchSpace]</c> and <c>[MetricLibrary]</c> on types for which nothing is
/// generated.</summary>
internal static class MisplacedTypeAttributes
{
    public static IEnumerable<MisplacedAttribute> In(INamedTypeSymbol type, Experiments experiments)
    {
        if (
            type.FindAttribute(KnownNames.Experiment) is { } experiment
            && !ExperimentParser.CanContinue(type)
            && WhyNotContinued(type) is { } reason
        )
            yield return new(experiment, reason);
        if (type.FindAttribute(KnownNames.NamedConfig) is { } nested && !Experiments.IsExperiment(type.ContainingType))
            yield return new(nested, $"'{type.Name}' is not nested in an experiment. Elsewhere, write [NamedConfig<TheExperiment>].");
        if (type.FindAttribute(KnownNames.SearchSpace) is { } space && !Experiments.IsExperiment(type.ContainingType))
            yield return new(space, $"'{type.Name}' is not nested in an experiment. Elsewhere, write [SearchSpace<TheExperiment>].");
        foreach (var attribute in type.FindAttributes(KnownNames.SearchSpaceOf))
        {
            if (MisplacedMethodAttributes.WhyNotExperiment(attribute.AttributeClass!.TypeArguments[0]) is { } wrong)
                yield return new(attribute, wrong);
        }

        foreach (var library in MisplacedMetricAttributes.OfType(type))
            yield return library;
        foreach (var attribute in type.FindAttributes(KnownNames.NamedConfigOf))
        {
            var target = attribute.AttributeClass!.TypeArguments[0];
            if (MisplacedMethodAttributes.WhyNotExperiment(target) is { } wrong)
                yield return new(attribute, wrong);
            else if (target.TypeKind != TypeKind.Error
                && !SymbolEqualityComparer.Default.Equals(target.ContainingAssembly, experiments.Compilation.Assembly))
                yield return new(attribute, $"'{target.Name}' is in another project, whose named configs are known when that is built");
        }
    }

    private static string? WhyNotContinued(INamedTypeSymbol type)
    {
        if (type.IsStatic)
            return $"'{type.Name}' is static, but a config is an instance of its experiment";
        for (var t = type; t is not null; t = t.ContainingType)
        {
            var what = t.Arity > 0 ? "generic" : t.IsFileLocal ? "local to its file" : null;
            if (what is not null)
            {
                var isSelf = SymbolEqualityComparer.Default.Equals(t, type);
                return isSelf ? $"'{type.Name}' is {what}" : $"'{t.Name}', which contains '{type.Name}', is {what}";
            }
        }

        return null;   // GEN011 reports a member that conflicts with a generated one
    }
}

/// <summary>
/// Attributes of properties that are not read: <c>[FromConfig]</c> outside a named config, <c>[Secret]</c> on what is not an entry, and
/// validation attributes that are not enforced.
/// </summary>
internal static class MisplacedPropertyAttributes
{
    // Harmless if they are always satisfied: a value type is never missing, and a minimum length of 0 is always reached.
    private static readonly string[] s_harmless = ["RequiredAttribute", "MinLengthAttribute", "MaxLengthAttribute"];

    public static IEnumerable<MisplacedAttribute> In(IPropertySymbol property, Experiments experiments)
    {
        if (property.GetAttributes().IsEmpty)
            yield break;
        var type = property.ContainingType;
        var isConfig = Experiments.IsExperiment(type) || type.HasAttribute(KnownNames.Config);

        // The base class of named configs need not be one itself.
        if (
            property.FindAttribute(KnownNames.FromConfig) is { } fromConfig
            && (isConfig || (type.IsSealed && !Experiments.ExperimentsOf(type).Any() && !SearchSpaces.ExperimentsOf(type).Any()))
        )
            yield return new(
                fromConfig,
                isConfig
                    ? $"'{property.Name}' is an entry itself"
                    : $"'{type.Name}' is neither a named config nor a search space of an experiment"
            );
        var entries = isConfig && experiments.IsWhole(type) ? experiments.ConfigOf(type).Entries : [];
        if (entries.FirstOrDefault(e => SymbolEqualityComparer.Default.Equals(e.Property, property)) is not { } entry)
        {
            // A property of a base class is an entry of the experiments that derive from it, and one of a kind is an entry of its block.
            var mayBeEntry = !type.IsSealed || type.WithBaseTypes().Any(t => t.HasAttribute(KnownNames.Config));
            if (property.FindAttribute(KnownNames.Secret) is { } secret && (isConfig ? experiments.IsWhole(type) : !mayBeEntry))
                yield return new(secret, WhyNotSecret(property));
            yield break;
        }

        var enforced = ValidationSemantics.Read(entry).Select(v => v.Attribute).ToArray();
        foreach (var attribute in property.GetAttributes())
        {
            if (IsValidation(attribute) && !enforced.Contains(attribute) && !IsHarmless(attribute, entry))
                yield return new(attribute, $"it is not enforced for an entry of type '{property.Type.Display()}'");
        }
    }

    private static string WhyNotSecret(IPropertySymbol property) =>
        property.Type is INamedTypeSymbol block && block.HasAttribute(KnownNames.Config)
            ? $"'{property.Name}' is a block. Mark the entries of '{block.Name}' that are secret."
            : $"'{property.Name}' is not an entry";

    private static bool IsHarmless(AttributeData attribute, EntrySemantics entry) =>
        s_harmless.Contains(attribute.AttributeClass!.Name)
        && (attribute.AttributeClass.Name == "RequiredAttribute" || entry.Value.IsCollection || entry.Value.Kind == ValueKind.String);

    private static bool IsValidation(AttributeData attribute) =>
        attribute.AttributeClass is { } type && type.WithBaseTypes().Any(t => t.Is(KnownNames.DataAnnotations + ".ValidationAttribute"));
}
