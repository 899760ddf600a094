using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Hooks.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Hooks;

/// <summary>The members that training adds to an experiment, and what of the user's stands in their way.</summary>
internal static class TrainingMembers
{
    private static readonly string[] s_names = [TrainingNames.Logs, TrainingNames.Hooks, TrainingNames.Metrics, TrainingNames.CreateTrainer];

    /// <summary>Members of the user's, or the type itself, that have the name of a generated one.</summary>
    public static IEnumerable<(string Generated, ISymbol User)> CollisionsIn(INamedTypeSymbol experiment)
    {
        foreach (var name in s_names)
        {
            if (experiment.Name == name)
                yield return (name, experiment);
            foreach (var member in experiment.GetMembers(name))
            {
                if (!member.IsImplicitlyDeclared && !GeneratedMembers.IsGenerated(member) && (name != TrainingNames.CreateTrainer || !IsOverload(member)))
                    yield return (name, member);
            }
        }
    }

    /// <summary>Names of generated members that hide one of a base class.</summary>
    public static IEnumerable<string> HiddenBy(INamedTypeSymbol experiment) => !experiment.HasOwnBaseType() ? [] : s_names.Where(name => experiment.WithBaseTypes().Skip(1).Any(b => Has(b, name, experiment)));

    // A base class of this project has its generated members only after the generator has run; the classes of hooks and metrics are private.
    private static bool Has(INamedTypeSymbol type, string name, INamedTypeSymbol experiment) =>
        type.GetMembers(name).Any(m => m.DeclaredAccessibility != Accessibility.Private && (name != TrainingNames.CreateTrainer || !IsOverload(m)))
        || (name is not (TrainingNames.Hooks or TrainingNames.Metrics) && type.HasAttribute(KnownNames.Experiment) && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, experiment.ContainingAssembly) && !CollisionsIn(type).Any());

    /// <summary>True for a method whose parameters differ from those of the generated one.</summary>
    private static bool IsOverload(ISymbol member) => member is IMethodSymbol method
        && !(method.Parameters.Length == 4 && method.Parameters[1].Type.Is(KnownNames.Optimizer) && method.Parameters[3].Type is IArrayTypeSymbol { ElementType: var item } && item.Is(KnownNames.Callback));
}
