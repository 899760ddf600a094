using System.Collections.Generic;
using System.Collections.Immutable;
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
    public const string RunMethod = "RunAsync";

    public const string RunFromArguments = "RunAsync(string[])";
    public const string RunFromConfig = "RunAsync(config)";
    public const string Resume = "ResumeAsync";
    public const string Restore = "Restore";
    public const string Parse = "Parse";
    public const string ParseForRun = "Parse(RunOptions)";
    public const string ToJson = "ToJson";
    public const string FromJson = "FromJson";
    public const string Schema = "GeneratedSchema";
    public const string Binding = "_generatedBinding";

    // Of the members that are generated, and so of those that can collide with one.
    private static readonly string[] s_names = [RunMethod, Resume, Restore, Parse, ToJson, FromJson, "Seed", "Device", Schema, Binding];

    /// <summary>Members of the user's that stand in the way, by the name of the generated one.</summary>
    public static IEnumerable<(string Generated, ISymbol User)> CollisionsIn(INamedTypeSymbol experiment)
    {
        // By name: nearly every member has another one, and to ask for its attributes makes the compiler bind them.
        foreach (var name in s_names)
        {
            foreach (var member in experiment.GetMembers(name))
            {
                if (!member.IsImplicitlyDeclared && GeneratedFor(member, experiment) is { } generated && !IsGenerated(member))
                    yield return (generated, member);
            }
        }
    }

    public static IEnumerable<string> TakenIn(INamedTypeSymbol experiment) => CollisionsIn(experiment).Select(c => c.Generated).Distinct();

    /// <summary>True if the user has taken a name that everything else refers to.</summary>
    public static bool IsNeededNameTaken(INamedTypeSymbol experiment) => IsTaken(experiment, Schema) || IsTaken(experiment, Binding);

    /// <summary>Members of base classes that the generated ones hide: those of a base experiment, and the user's own.</summary>
    public static IEnumerable<string> HiddenBy(INamedTypeSymbol experiment)
    {
        if (!experiment.HasOwnBaseType())
            return [];
        var hidden = new HashSet<string>();
        foreach (var type in experiment.WithBaseTypes().Skip(1))
        {
            if (type.HasAttribute(KnownNames.Experiment))
                hidden.UnionWith([RunFromArguments, Resume, Restore, Parse, ParseForRun, ToJson, FromJson]);
            foreach (var member in s_names.SelectMany(name => type.GetMembers(name)).Where(m => m.DeclaredAccessibility != Accessibility.Private))
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
        foreach (var member in shape.Experiment.GetMembers(shape.Method.Name))
        {
            if (member is IMethodSymbol other && !SymbolEqualityComparer.Default.Equals(other, shape.Method) && !IsGenerated(other)
                && SameSignature(shape.Method, shape.Kept, other, other.Parameters))
                return other;
        }

        return null;
    }

    /// <summary>True if the overload has the signature of a member that the generator adds to every experiment: a captured <c>ToJson(int epochs)</c> has.</summary>
    public static bool OverloadIsGeneratedMember(CapturedShape shape)
    {
        if (!shape.IsOwn || shape.Method.IsGenericMethod)
            return false;
        var kept = shape.Kept;
        return shape.Method.Name switch
        {
            ToJson => kept.Length == 0,
            FromJson => kept.Length == 1 && kept[0].Type.SpecialType == SpecialType.System_String,
            Parse => kept.Length is 1 or 2 && kept[kept.Length - 1].Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } && (kept.Length == 1 || kept[0].Type.Is(KnownNames.RunOptions)),
            _ => false,
        };
    }

    /// <summary>True if two overloads with these parameters could not stand in one class.</summary>
    public static bool SameSignature(IMethodSymbol a, ImmutableArray<IParameterSymbol> first, IMethodSymbol b, ImmutableArray<IParameterSymbol> second)
    {
        if (a.Name != b.Name || a.Arity != b.Arity || first.Length != second.Length)
            return false;

        // Type parameters are the same if they stand in the same place, whatever their names.
        var ofB = b.Arity == 0 ? b : b.Construct([.. a.TypeParameters]);
        return !first.Where((p, i) => (p.RefKind == RefKind.None) != (second[i].RefKind == RefKind.None)
            || !SymbolEqualityComparer.Default.Equals(p.Type, ofB.Parameters[second[i].Ordinal].Type)).Any();
    }

    /// <summary>True for what the generator itself added, or had an experiment inherit: an analyzer sees it beside the user's members.</summary>
    public static bool IsGenerated(ISymbol symbol)
    {
        if (symbol.ContainingType.Is(KnownNames.ExperimentBase))
            return true;
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

    private static string? GeneratedFor(ISymbol member, INamedTypeSymbol experiment) => member.Name switch
    {
        RunMethod when member is not IMethodSymbol => RunFromArguments,
        RunMethod when FirstParameterIs(member, t => t is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }, maximum: 3) => RunFromArguments,
        RunMethod when FirstParameterIs(member, t => SymbolEqualityComparer.Default.Equals(t, experiment), maximum: 3) => RunFromConfig,
        Resume when member is not IMethodSymbol || FirstParameterIs(member, t => t.SpecialType == SpecialType.System_String, maximum: 4) => Resume,
        Restore when member is not IMethodSymbol || FirstParameterIs(member, t => t.SpecialType == SpecialType.System_String, maximum: 3) => Restore,
        Parse when member is not IMethodSymbol || FirstParameterIs(member, t => t is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }, maximum: 1) => Parse,
        Parse when FirstParameterIs(member, t => t.Is(KnownNames.RunOptions), maximum: 2) => ParseForRun,
        ToJson when member is not IMethodSymbol { Parameters.IsEmpty: false } => ToJson,
        FromJson when member is not IMethodSymbol || FirstParameterIs(member, t => t.SpecialType == SpecialType.System_String, maximum: 1) => FromJson,
        _ when ImplicitEntries.IsTaken(member, experiment) => member.Name,
        Schema => Schema,
        Binding => Binding,
        _ => null,
    };

    private static bool FirstParameterIs(ISymbol member, System.Func<ITypeSymbol, bool> test, int maximum) =>
        member is IMethodSymbol { Parameters.Length: > 0 } method && method.Parameters.Length <= maximum && test(method.Parameters[0].Type);
}
