using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN004: the type of a named config's property does not convert to the type of its entry.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NamedConfigTypeAnalyzer() : NamedConfigAnalyzer(s_entry, s_block)
{
    private static readonly DiagnosticDescriptor s_entry = new(
        RuleIds.NamedConfigType,
        "Named config value has the wrong type",
        "Property '{0}' of named config '{1}' has type '{2}', but entry '{3}' has type '{4}'",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.NamedConfigType));

    private static readonly DiagnosticDescriptor s_block = s_entry.WithMessage(
        "Property '{0}' of named config '{1}' has type '{2}', but block '{3}' has type '{4}'");

    private protected override Diagnostic? Check(
        NamedValueSemantics value,
        INamedTypeSymbol namedConfig,
        INamedTypeSymbol experiment,
        Experiments experiments
    )
    {
        if (value.Problem != FillProblem.TypeMismatch)
            return null;
        var (message, key, type, declared) = value.Block is { } block
            ? (s_block, block.Key, (ITypeSymbol)block.Type, block.Property)
            : (s_entry, value.Entry!.Key, value.Entry.Type, value.Entry.Property);
        var right = value.Entry is { } entry
            ? new ParameterMatcher(experiment, experiments.ConfigOf(experiment), experiments.Compilation).SettableType(entry)
            : type;
        return message.At(
            experiments.LocationOf(value.Property, namedConfig),
            declared is null ? null : experiments.LocationOf(declared),
            FixHints.Create(FixHints.Type, right.FullName()),
            value.Property.Name,
            namedConfig.Name,
            value.Property.Type.Display(),
            key,
            type.Display());
    }
}
