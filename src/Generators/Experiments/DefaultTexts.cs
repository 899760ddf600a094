using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Experiments;

/// <summary>Default values of entries as doc comments of overloads show them: the texts of their initializers in the source.</summary>
internal static class DefaultTexts
{
    private const int LongestDefault = 40;

    /// <summary>Returns the default value of an entry; null if it is unknown, too long or of several lines.</summary>
    /// <param name="path">The properties that lead to the value, the blocks first. What the initializer of a block sets counts before what
    /// the class of the block says.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static string? Read(ImmutableArray<IPropertySymbol> path, CancellationToken cancellationToken)
    {
        var declaration = Declaration(path[0], cancellationToken);
        var value = declaration?.Initializer?.Value;
        for (var i = 1; i < path.Length; i++)
        {
            var isCreated = value is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } }
                || (value is null && declaration is not null && path[i - 1].NullableAnnotation != NullableAnnotation.Annotated);
            if (!isCreated)
                return null;
            declaration = Declaration(path[i], cancellationToken);
            value = Assigned(value as BaseObjectCreationExpressionSyntax, path[i].Name) ?? declaration?.Initializer?.Value;
        }

        var property = path[path.Length - 1];
        if (value is not null)
        {
            // In the syntax of the command line: a member of an enum without the name of the enum.
            var text = (value is MemberAccessExpressionSyntax member && IsEnum(property.Type) ? member.Name : value).ToString();
            return text.Length is > 0 and <= LongestDefault && text.IndexOf('\n') < 0 ? text : null;
        }

        // The default of a property with an accessor body is unknown.
        return declaration?.AccessorList is { } accessors && !HasBody(accessors) ? Zero(property.Type) : null;
    }

    private static PropertyDeclarationSyntax? Declaration(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences is { IsEmpty: false } parts
            ? parts[0].GetSyntax(cancellationToken) as PropertyDeclarationSyntax
            : null;

    private static ExpressionSyntax? Assigned(BaseObjectCreationExpressionSyntax? block, string property) =>
        block?.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(a => a.Left is IdentifierNameSyntax left && left.Identifier.ValueText == property)?.Right;

    private static bool HasBody(AccessorListSyntax accessors)
    {
        foreach (var accessor in accessors.Accessors)
        {
            if (accessor is not { Body: null, ExpressionBody: null })
                return true;
        }

        return false;
    }

    private static bool IsEnum(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            && nullable.TypeArguments[0].TypeKind == TypeKind.Enum;

    private static string? Zero(ITypeSymbol type) =>
        type switch
        {
            { SpecialType: SpecialType.System_Boolean } => "false",
            { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => "0",
            { TypeKind: TypeKind.Enum } => type.GetMembers()
                .OfType<IFieldSymbol>()
                .FirstOrDefault(f => f.HasConstantValue && Convert.ToDecimal(f.ConstantValue, CultureInfo.InvariantCulture) == 0)
                ?.Name,
            _ => null,
        };
}
