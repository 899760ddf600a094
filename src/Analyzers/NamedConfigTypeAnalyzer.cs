using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN004: a named config's property has a type that does not convert to its entry's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NamedConfigTypeAnalyzer() : NamedConfigAnalyzer(Descriptors.NamedConfigType)
{
    private protected override Diagnostic? Check(NamedValueShape value, INamedTypeSymbol namedConfig, INamedTypeSymbol experiment, Experiments experiments)
    {
        if (value.Problem != FillProblem.TypeMismatch)
            return null;
        var (target, type, declared) = value.Block is { } block
            ? ($"block '{block.Key}'", (ITypeSymbol)block.Type, block.Property)
            : ($"entry '{value.Entry!.Key}'", value.Entry.Type, value.Entry.Property);
        return Report(
            experiments.LocationOf(value.Property, namedConfig),
            declared is null ? null : experiments.LocationOf(declared),
            FixHints.Of(FixHints.Type, (value.Entry is { } entry ? new ParameterMatcher(experiment, experiments.ConfigOf(experiment), experiments.Compilation).SettableType(entry) : type).FullName()),
            value.Property.Name,
            namedConfig.Name,
            value.Property.Type.Shown(),
            target,
            type.Shown());
    }
}
