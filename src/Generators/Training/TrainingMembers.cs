using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Training;

/// <summary>The members that training adds to an experiment, and what of the user's stands in their way.</summary>
internal static class TrainingMembers
{
    private static readonly string[] s_names =
    [
        TrainingNames.Logs,
        TrainingNames.EvaluationLogs,
        TrainingNames.Hooks,
        TrainingNames.Metrics,
        TrainingNames.CreateTrainer,
    ];

    /// <summary>Members of the user's, or the type itself, that have the name of a generated one.</summary>
    public static IEnumerable<(string Generated, ISymbol User)> CollisionsIn(INamedTypeSymbol experiment)
    {
        foreach (var name in s_names)
        {
            if (experiment.Name == name)
                yield return (name, experiment);
            foreach (var member in experiment.GetMembers(name))
            {
                if (
                    !member.IsImplicitlyDeclared
                    && !GeneratedMembers.IsGenerated(member)
                    && (name != TrainingNames.CreateTrainer || !IsOverload(member))
                )
                    yield return (name, member);
            }
        }
    }

    /// <summary>True for a method whose parameters differ from those of the generated ones.</summary>
    private static bool IsOverload(ISymbol member) =>
        member is IMethodSymbol { Parameters: var parameters }
        && !(
            parameters.Length is 4 or 5
            && parameters[1].Type.Is(KnownNames.OptimizerChoice)
            && parameters[parameters.Length - 1].Type is INamedTypeSymbol { TypeArguments: { Length: 1 } items }
            && items[0].Is(KnownNames.Callback)
        );
}
