using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Where a config class takes another entry: in the part that declares most of them, after the last.</summary>
/// <param name="Document">The part's document.</param>
/// <param name="Part">The declaration.</param>
/// <param name="Last">Which of its members the new one follows; -1 if it has no entry.</param>
internal sealed record EntryPlace(Document Document, TypeDeclarationSyntax Part, int Last)
{
    /// <summary>The place; null for a class that the solution has no source of.</summary>
    public static EntryPlace? Find(INamedTypeSymbol owner, Solution solution, CancellationToken cancellationToken) =>
        owner.DeclaringSyntaxReferences
            .Select(r => (Document: solution.GetDocument(r.SyntaxTree), Part: r.GetSyntax(cancellationToken) as TypeDeclarationSyntax))
            .Where(p => p is { Document: not null, Part: not null })
            .Select(p => (Document: p.Document!, Part: p.Part!, Entries: EntriesIn(p.Part!, owner, cancellationToken)))
            .OrderByDescending(p => p.Entries.Count)
            .ThenByDescending(p => p.Part.AttributeLists.Count)
            .Select(p => new EntryPlace(p.Document, p.Part, p.Part.Members.IndexOf(p.Entries.LastOrDefault(e => !EndsConditionally(e))!)))
            .FirstOrDefault();

    private static List<PropertyDeclarationSyntax> EntriesIn(TypeDeclarationSyntax part, INamedTypeSymbol owner, CancellationToken cancellationToken) =>
        [.. owner.GetMembers().OfType<IPropertySymbol>()
            .Where(p => ConfigShapeReader.IsRead(p) && p.SetMethod is { DeclaredAccessibility: Accessibility.Public })
            .SelectMany(p => p.DeclaringSyntaxReferences)
            .Select(r => r.GetSyntax(cancellationToken))
            .OfType<PropertyDeclarationSyntax>()
            .Where(p => p.Parent == part)
            .OrderBy(p => p.SpanStart)];

    /// <summary>True if what follows would stand under the same <c>#if</c>.</summary>
    private static bool EndsConditionally(PropertyDeclarationSyntax property) =>
        property.GetLastToken().GetNextToken().LeadingTrivia.Any(t => t.IsKind(SyntaxKind.EndIfDirectiveTrivia) || t.IsKind(SyntaxKind.ElseDirectiveTrivia) || t.IsKind(SyntaxKind.ElifDirectiveTrivia));
}
