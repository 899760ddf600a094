using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>
/// The members that the generator adds to an experiment, and which of them the user has taken: those are not emitted, so that the user's own
/// code keeps compiling and the collision is reported alone.
/// </summary>
internal static class GeneratedMembers
{
    public const string RunFromArguments = "RunAsync(string[])";
    public const string RunFromConfig = "RunAsync(config)";
    public const string Parse = "Parse";
    public const string ToJson = "ToJson";
    public const string FromJson = "FromJson";
    public const string Schema = "GeneratedSchema";
    public const string Binding = "_generatedBinding";

    /// <summary>Members of the user's that stand in the way, by the name of the generated one.</summary>
    public static IEnumerable<(string Generated, ISymbol User)> CollisionsIn(INamedTypeSymbol experiment)
    {
        foreach (var member in experiment.GetMembers().Where(m => !m.IsImplicitlyDeclared && !IsGenerated(m)))
        {
            if (GeneratedFor(member, experiment) is { } generated)
                yield return (generated, member);
        }
    }

    public static IEnumerable<string> TakenIn(INamedTypeSymbol experiment) => CollisionsIn(experiment).Select(c => c.Generated).Distinct();

    /// <summary>Members of base classes that the generated ones hide: those of a base experiment, and the user's own.</summary>
    public static IEnumerable<string> HiddenBy(INamedTypeSymbol experiment)
    {
        var hidden = new HashSet<string>();
        foreach (var type in experiment.WithBaseTypes().Skip(1))
        {
            if (type.HasAttribute(KnownNames.Experiment))
                hidden.UnionWith([RunFromArguments, Parse, ToJson, FromJson]);
            foreach (var member in type.GetMembers().Where(m => m.DeclaredAccessibility != Accessibility.Private))
            {
                if (GeneratedFor(member, experiment) is { } generated)
                    hidden.Add(generated);
            }
        }

        return hidden.OrderBy(h => h, System.StringComparer.Ordinal);
    }

    /// <summary>The user's method that has the overload's signature already; null if there is none.</summary>
    public static IMethodSymbol? OverloadCollision(CapturedShape shape)
    {
        var kept = shape.Method.Parameters.Where((_, i) => !shape.Fills[i].IsOmitted).Select(p => p.Type).ToArray();
        return shape.Experiment.GetMembers(shape.Method.Name).OfType<IMethodSymbol>().FirstOrDefault(other =>
            !SymbolEqualityComparer.Default.Equals(other, shape.Method) && !IsGenerated(other)
            && other.TypeParameters.Length == shape.Method.TypeParameters.Length && SameTypes(other, kept));
    }

    /// <summary>True for what the generator itself added: an analyzer sees it beside the user's members.</summary>
    public static bool IsGenerated(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass.Is("System.CodeDom.Compiler.GeneratedCodeAttribute") && a.StringArgument() == "Gen");

    public static bool SameTypes(IMethodSymbol method, IReadOnlyList<ITypeSymbol> types) =>
        method.Parameters.Length == types.Count && !method.Parameters.Where((p, i) => !SymbolEqualityComparer.Default.Equals(p.Type, types[i])).Any();

    private static string? GeneratedFor(ISymbol member, INamedTypeSymbol experiment) => member.Name switch
    {
        "RunAsync" when member is not IMethodSymbol => RunFromArguments,
        "RunAsync" when FirstParameterIs(member, t => t is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }, maximum: 2) => RunFromArguments,
        "RunAsync" when FirstParameterIs(member, t => SymbolEqualityComparer.Default.Equals(t, experiment), maximum: 3) => RunFromConfig,
        Parse when member is not IMethodSymbol || FirstParameterIs(member, t => t is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }, maximum: 1) => Parse,
        ToJson when member is not IMethodSymbol { Parameters.IsEmpty: false } => ToJson,
        FromJson when member is not IMethodSymbol || FirstParameterIs(member, t => t.SpecialType == SpecialType.System_String, maximum: 1) => FromJson,
        Schema => Schema,
        Binding => Binding,
        _ => null,
    };

    private static bool FirstParameterIs(ISymbol member, System.Func<ITypeSymbol, bool> test, int maximum) =>
        member is IMethodSymbol { Parameters.Length: > 0 } method && method.Parameters.Length <= maximum && test(method.Parameters[0].Type);
}
