using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Common;

/// <summary>The entries that could fill a parameter which has the name of none, as after an entry was renamed.</summary>
internal static class FittingEntries
{
    private const int Most = 5;

    /// <summary>Returns entries of a type that fits, those that fill no other parameter of the method first.</summary>
    public static EntrySemantics[] For(IParameterSymbol parameter, INamedTypeSymbol experiment, Experiments experiments)
    {
        var config = experiments.ConfigOf(experiment);
        var matcher = new ParameterMatcher(experiment, config, experiments.Compilation);
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        var used = method.Parameters.Select(p => matcher.Match(p).Entry).OfType<EntrySemantics>().ToArray();
        return [.. config.Entries.Where(e => !e.IsImplicit && matcher.Fits(e, parameter)).OrderBy(used.Contains).Take(Most)];
    }

    /// <summary>Returns the argument of <c>[FromConfig]</c> that names an entry, as C#: <c>nameof(Width)</c>, <c>"data.path"</c>.</summary>
    public static string Argument(EntrySemantics entry, IMethodSymbol method, INamedTypeSymbol experiment)
    {
        if (!entry.IsTopLevel || entry.Property is not { } property)
            return SymbolDisplay.FormatLiteral(entry.Key, quote: true);
        var name = TypeModels.EscapedName(property.Name);
        var isOwn = SymbolEqualityComparer.Default.Equals(method.ContainingType, experiment);
        return isOwn ? $"nameof({name})" : $"nameof({experiment.FullName()}.{name})";
    }

    /// <summary>Returns the hint <see cref="FixHints.FromConfig"/> for a parameter, or null if no entry fits.</summary>
    public static string? Hint(IParameterSymbol parameter, INamedTypeSymbol experiment, Experiments experiments)
    {
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        var arguments = For(parameter, experiment, experiments).Select(e => Argument(e, method, experiment)).ToArray();
        return arguments.Length == 0 ? null : string.Join("\n", arguments);
    }
}
