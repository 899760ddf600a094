using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>
/// Whether an experiment has the members that users call from a base class of the runtime's. Most can; what is inherited need not be compiled again in every
/// experiment at every build.
/// </summary>
internal static class InheritedMembers
{
    private static readonly string[] s_names = [GeneratedMembers.RunMethod, GeneratedMembers.Resume, GeneratedMembers.Restore, GeneratedMembers.Parse, GeneratedMembers.ToJson, GeneratedMembers.FromJson, "Seed"];

    /// <summary>The experiment that a member is called on, be it inherited from the runtime's class or its own.</summary>
    public static INamedTypeSymbol ExperimentOf(ISymbol member) =>
        member.ContainingType is { IsGenericType: true } owner && owner.Is(KnownNames.ExperimentBase) && owner.TypeArguments[0] is INamedTypeSymbol experiment ? experiment : member.ContainingType;

    /// <summary>True if the experiment's base class is, or is going to be, the runtime's.</summary>
    public static bool Of(INamedTypeSymbol experiment)
    {
        if (experiment.BaseType.Is(KnownNames.ExperimentBase))
            return true;
        if (experiment is not { IsRecord: false, BaseType.SpecialType: SpecialType.System_Object } || experiment.DeclaringSyntaxReferences.IsEmpty)
            return false;

        // A member of such a name would hide the inherited one, and the compiler would warn of it.
        foreach (var name in s_names)
        {
            if (!experiment.GetMembers(name).IsEmpty)
                return false;
        }

        return true;
    }
}
