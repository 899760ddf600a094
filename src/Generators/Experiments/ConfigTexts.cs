using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Emit;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Experiments;

/// <summary>
/// Help texts of entries. They are read from the source, or for a referenced assembly from attributes that this generator added to it: the
/// compiler has no doc comments and no initializers of references.
/// </summary>
internal static class ConfigTexts
{
    private const int LongestDefault = 40;

    /// <summary>Returns the texts of a class to add to this assembly; null if the class is not public or has no texts.</summary>
    public static ConfigTextModel? Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public || t.IsGenericType || t.IsFileLocal)
                return null;
        }

        var entries = new List<EntryTextModel>();
        foreach (var member in type.GetMembers())
        {
            if (
                member is IPropertySymbol property
                && ConfigSemanticsReader.IsRead(property)
                && Read(property, cancellationToken) is { } text
                && (text.Doc ?? text.Default) is not null
            )
                entries.Add(text);
        }

        return entries.Count > 0 ? new ConfigTextModel(TypeModels.HintName(type), type.FullName(), entries.ToEquatableArray()) : null;
    }

    /// <summary>Returns the help text of an entry.</summary>
    public static EntryTextModel Read(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences.IsEmpty && Written(property) is { } written
            ? written
            : new EntryTextModel(property.Name, DocComment.Summary(property, cancellationToken), Default(property, cancellationToken));

    /// <summary>Returns the default value of an entry as shown by help; null if it is unknown, too long or of several lines.</summary>
    public static string? DefaultOf(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences.IsEmpty ? Written(property)?.Default : Default(property, cancellationToken);

    private static EntryTextModel? Written(IPropertySymbol property)
    {
        foreach (var attribute in property.ContainingAssembly.FindAttributes(KnownNames.ConfigText))
        {
            var arguments = attribute.ConstructorArguments;
            if (
                arguments.Length != 2
                || !SymbolEqualityComparer.Default.Equals(arguments[0].Value as ISymbol, property.ContainingType)
                || arguments[1].Kind != TypedConstantKind.Array
            )
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

/// <summary>The help texts of the entries of a public <c>[Config]</c> class.</summary>
internal sealed record ConfigTextModel(string HintName, string Type, EquatableArray<EntryTextModel> Entries);

/// <summary>The help text of an entry.</summary>
/// <param name="Property">The name of the property.</param>
/// <param name="Doc">The first paragraph of the doc comment; null if there is none.</param>
/// <param name="Default">The text of the initializer or of the default of the type; null if unknown.</param>
internal sealed record EntryTextModel(string Property, string? Doc, string? Default);

/// <summary>Emits the help texts of a class as an attribute of its assembly.</summary>
internal static class ConfigTextEmitter
{
    public static string Emit(ConfigTextModel model)
    {
        var writer = GeneratedFile.Start(null);
        var texts = model.Entries.Select(e => $"{Literals.Text(e.Property)}, {Literals.Text(e.Doc)}, {Literals.Text(e.Default)}");
        writer.Line($"[assembly: global::{KnownNames.ConfigText.Replace("Attribute", "")}(typeof({model.Type}),");
        writer.Line($"    {string.Join(",\n    ", texts)})]");
        return writer.ToString();
    }
}
