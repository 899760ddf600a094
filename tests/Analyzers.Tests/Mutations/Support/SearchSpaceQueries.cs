using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>Finds search spaces and their values by names alone, independently of the code under test.</summary>
internal static class SearchSpaceQueries
{
    /// <summary>Returns whether a property is one of a search space, or of a base class of one.</summary>
    public static bool IsOfSpace(IPropertySymbol property, TestProgram program) => SpaceOf(property, program) is not null;

    public static INamedTypeSymbol ExperimentOf(IPropertySymbol property, TestProgram program)
    {
        var space = SpaceOf(property, program)!;
        var attribute = space.GetAttributes().First(a => a.AttributeClass?.Name == "SearchSpaceAttribute").AttributeClass!;
        return attribute.IsGenericType ? (INamedTypeSymbol)attribute.TypeArguments[0] : space.ContainingType;
    }

    /// <summary>Returns the expression that a property returns.</summary>
    public static ExpressionSyntax Value(PropertyDeclarationSyntax property) =>
        property.ExpressionBody?.Expression ?? property.Initializer?.Value
        ?? property.DescendantNodes().OfType<ReturnStatementSyntax>().Single().Expression!;

    /// <summary>Returns the values in <c>new(1, 2)</c>, <c>new([1, 2])</c> and <c>Interval.Log(1, 2)</c>.</summary>
    public static IReadOnlyList<ExpressionSyntax> Items(ExpressionSyntax value)
    {
        var arguments = value switch
        {
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList!.Arguments,
            InvocationExpressionSyntax call => call.ArgumentList.Arguments,
            _ => default,
        };
        return arguments is [{ Expression: CollectionExpressionSyntax collection }]
            ? [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression)]
            : [.. arguments.Select(a => a.Expression)];
    }

    public static bool IsLog(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax || value.ToString().Contains("IsLog = true", StringComparison.Ordinal);

    private static INamedTypeSymbol? SpaceOf(IPropertySymbol property, TestProgram program) => property.ContainingType.Has("SearchSpace")
        ? property.ContainingType
        : program.Types().Select(t => t.Type).FirstOrDefault(t => t.Has("SearchSpace")
            && SymbolEqualityComparer.Default.Equals(t.BaseType, property.ContainingType));
}
