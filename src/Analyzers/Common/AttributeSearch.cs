using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Common;

/// <summary>Finds declarations that may have an attribute by its name in the source, without binding anything.</summary>
internal static class AttributeSearch
{
    /// <summary>Returns the types and methods of a compilation that have an attribute of this name, or of an alias that may mean
    /// it.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="metadataName">The metadata name: <c>Gen.CapturedAttribute`1</c>.</param>
    public static IEnumerable<MemberDeclarationSyntax> Find(Compilation compilation, string metadataName)
    {
        var name = metadataName.Substring(metadataName.LastIndexOf('.') + 1).Split('`')[0];
        var shortName = name.Substring(0, name.Length - "Attribute".Length);
        var roots = compilation.SyntaxTrees.Select(t => t.GetRoot()).OfType<CompilationUnitSyntax>().ToArray();
        var names = new HashSet<string>(StringComparer.Ordinal) { name, shortName };
        foreach (var alias in roots.SelectMany(Usings).Where(u => u.Alias is not null && u.NamespaceOrType.ToString().Contains(shortName)))
        {
            names.Add(alias.Alias!.Name.Identifier.ValueText);
            names.Add(alias.Alias!.Name.Identifier.ValueText + "Attribute");
        }

        foreach (var root in roots)
        {
            foreach (
                var node in root.DescendantNodes(static n =>
                    n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax
                )
            )
            {
                if (node is MemberDeclarationSyntax member and (TypeDeclarationSyntax or MethodDeclarationSyntax)
                    && member.AttributeLists.Any(l => l.Attributes.Any(a => names.Contains(SimpleName(a.Name)))))
                    yield return member;
            }
        }
    }

    private static IEnumerable<UsingDirectiveSyntax> Usings(CompilationUnitSyntax root) =>
        root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>();

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
