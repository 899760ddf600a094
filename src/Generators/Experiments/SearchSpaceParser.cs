using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Experiments;

/// <summary>Search spaces to models.</summary>
internal static class SearchSpaceParser
{
    /// <summary>The name of the dimension of the named configs: no entry's key has it.</summary>
    public const string NamedConfigKey = "named_config";

    public static IEnumerable<SearchSpaceModel> Parse(
        INamedTypeSymbol experiment, ConfigSemantics config, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var type in SearchSpaceSemantics.NestedIn(experiment))
        {
            var space = SearchSpaceSemantics.Read(type, experiment, config, compilation);
            if (!space.CanCreate)
                continue;
            var attribute = type.FindAttribute(KnownNames.SearchSpace)!;
            yield return new SearchSpaceModel(
                space.Name,
                type.FullName(),
                NamedConfigParser.AccessibilityIn(type, experiment),
                DocComment.Summary(type, cancellationToken),
                Expression(attribute, "Minimize", cancellationToken),
                Expression(attribute, "Maximize", cancellationToken),
                space.Dimensions
                    .Where(d => d.Problem == FillProblem.None)
                    .Select(d => new SearchDimensionModel(d.Property.Name, d.Entry?.Key ?? NamedConfigKey))
                    .ToEquatableArray());
        }
    }

    // Logs.Names is generated itself and has no value here: the expression stands in generated code as it was written.
    private static string? Expression(AttributeData attribute, string name, CancellationToken cancellationToken)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: TypedConstantKind.Primitive, Value: string text })
                return Literals.Text(text);
        }

        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        return syntax?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name)?.Expression.ToString();
    }
}
