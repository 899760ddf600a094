using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Experiments;

/// <summary>
/// Help texts of entries: from the source where it is there, else from what this generator has written into the referenced assembly. (A build gives the
/// compiler no doc files of references, and they have no initializers.)
/// </summary>
internal static class ConfigTexts
{
    private const int LongestDefault = 40;

    /// <summary>What is written into this assembly for a class; null if no other assembly sees the class, or there is nothing to say.</summary>
    public static ConfigTextModel? Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public || t.IsGenericType || t.IsFileLocal)
                return null;
        }

        var entries = type.GetMembers().OfType<IPropertySymbol>()
            .Where(p => ConfigShapeReader.IsRead(p))
            .Select(p => Of(p, cancellationToken))
            .Where(e => e.Doc is not null || e.Default is not null)
            .ToEquatableArray();
        return entries.Count > 0 ? new ConfigTextModel(TypeModels.HintName(type), type.FullName(), entries) : null;
    }

    /// <summary>What help says of an entry.</summary>
    public static EntryTextModel Of(IPropertySymbol property, CancellationToken cancellationToken) => property.DeclaringSyntaxReferences.IsEmpty && Written(property) is { } written
        ? written
        : new EntryTextModel(property.Name, DocComment.Summary(property, cancellationToken), Default(property, cancellationToken));

    private static EntryTextModel? Written(IPropertySymbol property)
    {
        foreach (var attribute in property.ContainingAssembly.FindAttributes(KnownNames.ConfigText))
        {
            var arguments = attribute.ConstructorArguments;
            if (arguments.Length != 2 || !SymbolEqualityComparer.Default.Equals(arguments[0].Value as ISymbol, property.ContainingType) || arguments[1].Kind != TypedConstantKind.Array)
                continue;
            var texts = arguments[1].Values;
            for (var i = 0; i + 2 < texts.Length; i += 3)
            {
                if (texts[i].Value as string == property.Name)
                    return new EntryTextModel(property.Name, texts[i + 1].Value as string, texts[i + 2].Value as string);
            }
        }

        return null;
    }

    private static string? Default(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not PropertyDeclarationSyntax syntax)
            return null;
        if (syntax.Initializer is { Value: var value })
        {
            // As the command line takes it: a member of an enum without the enum.
            var text = (IsEnum(property.Type) && value is MemberAccessExpressionSyntax member ? member.Name : value).ToString();
            return text is { Length: > 0 and <= LongestDefault } && text.IndexOf('\n') < 0 ? text : null;
        }

        // An accessor with a body may say anything.
        return syntax.AccessorList?.Accessors.All(a => a is { Body: null, ExpressionBody: null }) == true ? Zero(property.Type) : null;
    }

    private static bool IsEnum(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && nullable.TypeArguments[0].TypeKind == TypeKind.Enum;

    private static string? Zero(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => "false",
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => "0",
        { TypeKind: TypeKind.Enum } => type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Convert.ToDecimal(f.ConstantValue, CultureInfo.InvariantCulture) == 0)?.Name,
        _ => null,
    };
}
