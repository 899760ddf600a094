using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Common;

/// <summary>Reads the declaration that a generated partial continues.</summary>
internal static class TypeModels
{
    public static TypeModel Read(INamedTypeSymbol type)
    {
        var containers = new List<string>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Insert(0, Header(outer));
        var ns = type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : null;
        return new TypeModel(ns, containers.ToEquatableArray(), Header(type), type.Name, type.FullName().TrimEnd('?'), HintName(type));
    }

    /// <summary>True if the type and all that contain it are partial: only then can generated code be added.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        FirstNotPartial(type, cancellationToken) is null;

    /// <summary>The innermost declaration that lacks <c>partial</c>; null if there is none.</summary>
    public static INamedTypeSymbol? FirstNotPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            foreach (var part in t.DeclaringSyntaxReferences)
            {
                if (
                    part.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
                    && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
                )
                    return t;
            }
        }

        return null;
    }

    /// <summary>Start of the names of generated files: unique per type and legal as a file name.</summary>
    public static string HintName(INamedTypeSymbol type)
    {
        var name = new StringBuilder(type.PlainName());
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsLetterOrDigit(name[i]) && name[i] is not ('.' or '_'))
                name[i] = '_';
        }

        return name.ToString();
    }

    private static string Header(INamedTypeSymbol type)
    {
        var keyword = type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => p.Name))}>";
        return $"partial {keyword} {EscapedName(type.Name)}{parameters}";
    }

    /// <summary>The last part of a full name: <c>global::A.B</c> is <c>B</c>.</summary>
    public static string SimpleName(string fullName) => fullName.Substring(fullName.LastIndexOfAny(['.', ':']) + 1).TrimStart('@');

    public static string EscapedName(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}

/// <summary>A type declaration that generated code continues.</summary>
/// <param name="Namespace">Its namespace; null for the global one.</param>
/// <param name="Containers">Headers of the containing declarations, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Header">Its own header: <c>partial record ApiDocs</c>.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="FullName">With <c>global::</c>.</param>
/// <param name="HintName">Start of the generated files' names.</param>
internal sealed record TypeModel(
    string? Namespace,
    EquatableArray<string> Containers,
    string Header,
    string Name,
    string FullName,
    string HintName
);
