using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Experiments;

/// <summary>Default values of entries as doc comments of overloads show them: the texts of their initializers in the source.</summary>
internal static class DefaultTexts
{
    private const int LongestDefault = 40;

    /// <summary>Returns the default value of an entry; null if it is unknown, too long or of several lines.</summary>
    public static string? Read(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (
            property.DeclaringSyntaxReferences is not { IsEmpty: false } parts
            || parts[0].GetSyntax(cancellationToken) is not PropertyDeclarationSyntax syntax
        )
            return null;
        if (syntax.Initializer is { Value: var value })
        {
            // In the syntax of the command line: a member of an enum without the name of the enum.
            var span = (value is MemberAccessExpressionSyntax member && IsEnum(property.Type) ? member.Name : value).Span;
            var text = span.Length is > 0 and <= LongestDefault ? syntax.SyntaxTree.GetText(cancellationToken).ToString(span) : null;
            return text is null || text.IndexOf('\n') >= 0 ? null : text;
        }

        // The default of a property with an accessor body is unknown.
        return syntax.AccessorList is { } accessors && !HasBody(accessors) ? Zero(property.Type) : null;
    }

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
