using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Tests.Support;

/// <summary>Walks all objects that the pipeline keeps between two edits.</summary>
internal static class ModelGraph
{
    public static void AssertHoldsNoCompilerObjects(GeneratorRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var name in TrackingNames.All)
        {
            if (!result.TrackedSteps.TryGetValue(name, out var steps))
                continue;
            foreach (var output in steps.SelectMany(s => s.Outputs))
                Walk(output.Value, name, seen);
        }
    }

    public static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        Assert.False(
            value
                is ISymbol
                    or Compilation
                    or SyntaxNode
                    or SyntaxTree
                    or SyntaxReference
                    or Location
                    or SemanticModel
                    or AttributeData
                    or Delegate,
            $"{path} holds a {value.GetType().Name}"
        );
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, path + "[]", seen);
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
                Walk(field.GetValue(value), path + "." + field.Name, seen);
        }
    }
}
