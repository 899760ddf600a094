using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>The names of classes that callbacks are given as constants.</summary>
internal static class ConstantClassNames
{
    private const string Parameter = "classNames";

    /// <summary>
    /// Returns the names that the first callback in a call of <c>CreateTrainer</c> is given; null if none is, or if they are not all
    /// constants.
    /// </summary>
    public static IReadOnlyList<string>? Find(IInvocationOperation createTrainer)
    {
        foreach (var creation in createTrainer.Descendants().OfType<IObjectCreationOperation>())
        {
            if (creation.Type is not { } type || !type.AllInterfaces.Any(i => i.Is(KnownNames.HasClassNames)))
                continue;
            if (GivenTo(creation) is { } given)
                return Read(given);
        }

        return null;
    }

    private static IOperation? GivenTo(IObjectCreationOperation creation) =>
        creation.Arguments
            .FirstOrDefault(a => a.ArgumentKind == ArgumentKind.Explicit && IsClassNames(a.Parameter?.Name))?.Value
        ?? creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(a => a.Target is IPropertyReferenceOperation { Property.Name: var name } && IsClassNames(name))?.Value;

    private static bool IsClassNames(string? name) => string.Equals(name, Parameter, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string>? Read(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        var elements = value switch
        {
            ICollectionExpressionOperation collection => collection.Elements,
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            _ => default,
        };
        if (elements.IsDefaultOrEmpty)
            return null;
        var names = elements.Select(Constant).OfType<string>().ToArray();
        return names.Length == elements.Length ? names : null;
    }

    private static string? Constant(IOperation element)
    {
        while (element is IConversionOperation conversion)
            element = conversion.Operand;
        return element.ConstantValue is { HasValue: true, Value: string name } ? name : null;
    }
}
