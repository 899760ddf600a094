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
/// Help texts of entries: from the source where it is there, else from what this generator has written into the referenced assembly. (A
/// build gives the compiler no doc files of references, and they have no initializers.)
/// </summary>
internal static class ConfigTexts
{
    private const int LongestDefault = 40;

    /// <summary>What is written into this assembly for a class; null if no other assembly sees the class, or there is nothing to
    /// say.</summary>
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

    /// <summary>What help says of an entry.</summary>
    public static EntryTextModel Read(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences.IsEmpty && Written(property) is { } written
            ? written
            : new EntryTextModel(property.Name, DocComment.Summary(property, cancellationToken), Default(property, cancellationToken));

    /// <summary>What an entry is if nobody sets it, as help shows it; null if that cannot be said in a few words.</summary>
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
            // As the command line takes it: a member of an enum without the enum.
            var span = (value is MemberAccessExpressionSyntax member && IsEnum(property.Type) ? member.Name : value).Span;
            var text = span.Length is > 0 and <= LongestDefault ? syntax.SyntaxTree.GetText(cancellationToken).ToString(span) : null;
            return text is null || text.IndexOf('\n') >= 0 ? null : text;
        }

        // An accessor with a body may say anything.
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

/// <summary>What help texts say of the entries that a public <c>[Config]</c> class declares.</summary>
internal sealed record ConfigTextModel(string HintName, string Type, EquatableArray<EntryTextModel> Entries);

/// <summary>What help texts say of an entry.</summary>
/// <param name="Property">The property.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
/// <param name="Default">Text of its initializer.</param>
internal sealed record EntryTextModel(string Property, string? Doc, string? Default);

/// <summary>The help texts of a block's entries, as attributes of its assembly.</summary>
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
