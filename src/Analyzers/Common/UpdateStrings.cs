using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>The constant update strings in a call of <c>Parse</c>.</summary>
internal static class UpdateStrings
{
    /// <summary>Returns the experiment and the strings, or null for another call.</summary>
    public static (INamedTypeSymbol Experiment, IOperation[] Updates)? In(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name != GeneratedMembers.Parse || !method.IsStatic
            || ExtensionMembers.ExperimentOf(method) is not { } experiment
            || !Experiments.IsExperiment(experiment) || !ExtensionMembers.Is(method))
            return null;
        return (experiment, call.Arguments.SelectMany(a => Items(a.Value)).Where(i => i.ConstantValue.Value is string).ToArray());
    }

    private static IEnumerable<IOperation> Items(IOperation argument) => argument switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        IConversionOperation conversion => Items(conversion.Operand),
        _ => [],
    };
}
