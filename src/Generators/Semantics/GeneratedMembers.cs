using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>
/// The members that an experiment gets: those that the generator adds, and the extension members of the runtime, which are called only
/// where the type has no member of its own that a call could mean. Where the user has taken the name of a generated one it is not emitted,
/// so that the user's own code keeps compiling and the collision is reported alone.
/// </summary>
internal static class GeneratedMembers
{
    public const string RunMethod = "RunAsync";

    public const string RunFromArguments = "RunAsync(string[])";
    public const string RunFromConfig = "RunAsync(config)";
    public const string Parse = "Parse";
    public const string ToJson = "ToJson";
    public const string With = "With";
    public const string Sweep = "SweepAsync";
    public const string Schema = "GeneratedSchema";
    public const string Binding = "_generatedBinding";

    private static readonly string[] s_generated = [RunMethod, With, Sweep, "Seed", "Device", Schema, Binding];

    /// <summary>Members of the user's that stand in the way, each once, by the name of the one that an experiment gets.</summary>
    public static IEnumerable<(string Generated, ISymbol User)> CollisionsIn(INamedTypeSymbol experiment, Compilation compilation) =>
        TakenBy(experiment).Where(c => IsMade(c.Generated, experiment)).Concat(ExtensionMembers.HiddenBy(experiment, compilation))
            .GroupBy(c => c.User, SymbolEqualityComparer.Default)
            .Select(g => g.First());

    public static IEnumerable<string> TakenIn(INamedTypeSymbol experiment) =>
        TakenBy(experiment).Select(c => c.Generated).Distinct();

    /// <summary>The name of the method <c>With</c> that takes a named config.</summary>
    public static string WithOf(string namedConfig) => $"{With}({namedConfig})";

    /// <summary>The name of the method <c>SweepAsync</c> that takes a search space.</summary>
    public static string SweepOf(string space) => $"{Sweep}({space})";

    private static IEnumerable<(string Generated, ISymbol User)> TakenBy(INamedTypeSymbol experiment)
    {
        // By name: nearly every member has another one, and to ask for its attributes makes the compiler bind them.
        foreach (var name in s_generated)
        {
            foreach (var member in experiment.GetMembers(name))
            {
                if (!member.IsImplicitlyDeclared && GeneratedFor(member, experiment) is { } generated && !IsGenerated(member))
                    yield return (generated, member);
            }
        }
    }

    // Methods for what is elsewhere are missed where they are called.
    private static bool IsMade(string generated, INamedTypeSymbol experiment) => generated switch
    {
        With => NamedConfigSemantics.NestedIn(experiment).Any(),
        Sweep => SearchSpaceSemantics.NestedIn(experiment).Any(),
        _ => true,
    };

    /// <summary>True if the user has taken a name that everything else refers to.</summary>
    public static bool IsNeededNameTaken(INamedTypeSymbol experiment) => IsTaken(experiment, Schema) || IsTaken(experiment, Binding);

    /// <summary>The user's method that has the overload's signature already; null if there is none.</summary>
    public static IMethodSymbol? OverloadCollision(CapturedSemantics shape)
    {
        foreach (var member in shape.Experiment.GetMembers(shape.Method.Name))
        {
            if (member is IMethodSymbol other && !SymbolEqualityComparer.Default.Equals(other, shape.Method) && !IsGenerated(other)
                && SameSignature(shape.Method, shape.Kept, other, other.Parameters))
                return other;
        }

        return null;
    }

    /// <summary>True if the overload takes the place of a member that every experiment has: a captured <c>ToJson(int epochs)</c>
    /// does.</summary>
    public static bool OverloadIsGeneratedMember(CapturedSemantics shape) =>
        !shape.Method.IsGenericMethod
        && (
            ExtensionMembers.IsHiddenBy(shape)
            || (shape is { IsOwn: true, Method.Name: With, Kept.Length: 1 } && NamedBy(shape.Kept[0].Type) is not null)
        );

    /// <summary>True if two overloads with these parameters could not stand in one class.</summary>
    public static bool SameSignature(
        IMethodSymbol a,
        ImmutableArray<IParameterSymbol> first,
        IMethodSymbol b,
        ImmutableArray<IParameterSymbol> second
    )
    {
        if (a.Name != b.Name || a.Arity != b.Arity || first.Length != second.Length)
            return false;

        // Type parameters are the same if they stand in the same place, whatever their names.
        var ofB = b.Arity == 0 ? b : b.Construct([.. a.TypeParameters]);
        return !first.Where((p, i) => (p.RefKind == RefKind.None) != (second[i].RefKind == RefKind.None)
            || !SymbolEqualityComparer.Default.Equals(p.Type, ofB.Parameters[second[i].Ordinal].Type)).Any();
    }

    /// <summary>True for what the generator itself added: an analyzer sees it beside the user's members.</summary>
    public static bool IsGenerated(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is("System.CodeDom.Compiler.GeneratedCodeAttribute") && attribute.StringArgument() == "Gen")
                return true;
        }

        return false;
    }

    private static bool IsTaken(INamedTypeSymbol experiment, string name)
    {
        foreach (var member in experiment.GetMembers(name))
        {
            if (!member.IsImplicitlyDeclared && !IsGenerated(member))
                return true;
        }

        return false;
    }

    private static string? GeneratedFor(ISymbol member, INamedTypeSymbol experiment) =>
        member.Name switch
        {
            RunMethod when member is not IMethodSymbol => RunFromConfig,
            RunMethod when FirstParameterIs(member, t => SymbolEqualityComparer.Default.Equals(t, experiment), maximum: 3) => RunFromConfig,
            With when member is not IMethodSymbol => With,
            With => member is IMethodSymbol { Parameters.Length: 1 } method && NamedBy(method.Parameters[0].Type) is { } named
                ? WithOf(named)
                : null,
            Sweep when member is not IMethodSymbol => Sweep,
            Sweep => member is IMethodSymbol { Parameters.Length: > 0 } sweep
                && (sweep.Parameters[0].Type.HasAttribute(KnownNames.SearchSpace)
                    || sweep.Parameters[0].Type.HasAttribute(KnownNames.SearchSpaceOf))
                    ? SweepOf(Gen.Shared.KeyName.ToSnakeCase(sweep.Parameters[0].Type.Name))
                    : null,
            _ when ImplicitEntries.IsTaken(member, experiment) => member.Name,
            Schema => Schema,
            Binding => Binding,
            _ => null,
        };

    /// <summary>The name of the named config that a type is; null if it is none.</summary>
    private static string? NamedBy(ITypeSymbol type) =>
        type.HasAttribute(KnownNames.NamedConfig) || type.HasAttribute(KnownNames.NamedConfigOf)
            ? Gen.Shared.KeyName.ToSnakeCase(type.Name)
            : null;

    private static bool FirstParameterIs(ISymbol member, System.Func<ITypeSymbol, bool> test, int maximum) =>
        member is IMethodSymbol { Parameters.Length: > 0 } method && method.Parameters.Length <= maximum && test(method.Parameters[0].Type);
}
