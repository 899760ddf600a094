using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Writes an entry into the declaration of a config class with the layout of the existing ones.</summary>
internal static class EntryWriter
{
    /// <summary>Adds an entry, with type names marked for the simplifier.</summary>
    /// <param name="part">The declaration.</param>
    /// <param name="after">The index of the member that it follows, or -1 if there is no entry yet.</param>
    /// <param name="entry">The missing entry.</param>
    /// <param name="isNullable">Whether reference types can be annotated with <c>?</c> there.</param>
    /// <param name="newLine">The line break of the file.</param>
    public static TypeDeclarationSyntax Add(
        TypeDeclarationSyntax part, int after, MissingEntry entry, bool isNullable, SyntaxTrivia newLine)
    {
        var neighbour = part.Members.ElementAtOrDefault(after) as PropertyDeclarationSyntax;
        var model = neighbour ?? part.Members.FirstOrDefault();
        var layout = model is not null ? Layout.From(model, neighbour is not null, newLine) : Layout.ForEmpty(part, newLine);
        var added = layout.Apply(Declare(entry, isNullable, neighbour));
        if (neighbour is not null)
            return part.WithMembers(part.Members.Insert(after + 1, added));
        part = WithBraces(part, layout, newLine);
        if (model is null)
            return part.WithMembers([added]);
        var first = layout.IsOnOwnLine && !Layout.BeginsWithBlankLine(model)
            ? model.WithLeadingTrivia(model.GetLeadingTrivia().Insert(0, newLine))
            : model;
        return part.WithMembers(part.Members.Replace(part.Members[0], first).Insert(0, added));
    }

    private static MemberDeclarationSyntax Declare(MissingEntry entry, bool isNullable, PropertyDeclarationSyntax? neighbour)
    {
        var setter = neighbour?.AccessorList?.Accessors
            .FirstOrDefault(a => a.Keyword.IsKind(SyntaxKind.InitKeyword) || a.Keyword.IsKind(SyntaxKind.SetKeyword));
        var initializer = entry.Default is null ? "" : $" = {entry.Default};";
        var text =
            $"public {TypeNames.FullName(entry.Type, isNullable)} {entry.Name} {{ get; {setter?.Keyword.Text ?? "init"}; }}{initializer}";
        var property = (PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!;
        return TypeNames.ToSimplify(property);
    }

    /// <summary>Adds a body to <c>record X;</c>.</summary>
    private static TypeDeclarationSyntax WithBraces(TypeDeclarationSyntax part, Layout layout, SyntaxTrivia newLine)
    {
        if (!part.SemicolonToken.IsKind(SyntaxKind.SemicolonToken))
            return part;
        SyntaxTriviaList before = layout.IsOnOwnLine
            ? [newLine, SyntaxFactory.Whitespace(Layout.IndentationOf(part))]
            : [SyntaxFactory.Space];
        return part.WithSemicolonToken(default)
            .WithOpenBraceToken(
                SyntaxFactory.Token(before, SyntaxKind.OpenBraceToken, [layout.IsOnOwnLine ? newLine : SyntaxFactory.Space])
            )
            .WithCloseBraceToken(
                SyntaxFactory.Token(layout.IsOnOwnLine ? [before[1]] : [], SyntaxKind.CloseBraceToken, part.SemicolonToken.TrailingTrivia)
            );
    }

    /// <summary>The trivia before and after a member.</summary>
    private sealed record Layout(SyntaxTriviaList Leading, SyntaxTriviaList Trailing, bool IsOnOwnLine)
    {
        public MemberDeclarationSyntax Apply(MemberDeclarationSyntax property) =>
            property.WithLeadingTrivia(Leading).WithTrailingTrivia(Trailing);

        /// <summary>Creates the layout of an existing member.</summary>
        public static Layout From(MemberDeclarationSyntax member, bool copyBlankLine, SyntaxTrivia newLine)
        {
            if (!member.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
                return new([], member.GetTrailingTrivia().Any() ? [SyntaxFactory.Space] : [], false);
            var leading = member.GetLeadingTrivia();
            var indentation = leading.Any() && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia)
                ? SyntaxFactory.TriviaList(leading.Last())
                : [];
            return new(copyBlankLine && BeginsWithBlankLine(member) ? indentation.Insert(0, newLine) : indentation, [newLine], true);
        }

        /// <summary>Creates the layout for the first member.</summary>
        public static Layout ForEmpty(TypeDeclarationSyntax part, SyntaxTrivia newLine)
        {
            var opening = part.SemicolonToken.IsKind(SyntaxKind.SemicolonToken) ? part.SemicolonToken : part.OpenBraceToken;
            if (!opening.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia))
                return new([], [SyntaxFactory.Space], false);
            var outer = IndentationOf(part);
            return new(
                [SyntaxFactory.Whitespace(outer + (outer.StartsWith("\t", System.StringComparison.Ordinal) ? "\t" : "    "))],
                [newLine],
                true
            );
        }

        public static string IndentationOf(TypeDeclarationSyntax part) =>
            part.GetLeadingTrivia().LastOrDefault(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();

        public static bool BeginsWithBlankLine(MemberDeclarationSyntax member) =>
            member.GetLeadingTrivia()
                .SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia))
                .FirstOrDefault()
                .IsKind(SyntaxKind.EndOfLineTrivia);
    }
}

/// <summary>The point at which an entry is added to a config class: in the part that declares most entries, after the last one.</summary>
/// <param name="Document">The document of the part.</param>
/// <param name="Part">The declaration.</param>
/// <param name="Last">The index of the member that the new one follows, or -1 if there is no entry.</param>
internal sealed record InsertionPoint(Document Document, TypeDeclarationSyntax Part, int Last)
{
    /// <summary>Returns the point, or null for a class without source in the solution.</summary>
    public static InsertionPoint? Find(INamedTypeSymbol owner, Solution solution, CancellationToken cancellationToken) =>
        owner.DeclaringSyntaxReferences
            .Select(r => (Document: solution.GetDocument(r.SyntaxTree), Part: r.GetSyntax(cancellationToken) as TypeDeclarationSyntax))
            .Where(p => p is { Document: not null, Part: not null })
            .Select(p => (Document: p.Document!, Part: p.Part!, Entries: EntriesIn(p.Part!, owner, cancellationToken)))
            .OrderByDescending(p => p.Entries.Count)
            .ThenByDescending(p => p.Part.AttributeLists.Count)
            .Select(p => new InsertionPoint(
                p.Document,
                p.Part,
                p.Part.Members.IndexOf(p.Entries.LastOrDefault(e => !EndsConditionally(e))!)
            ))
            .FirstOrDefault();

    private static List<PropertyDeclarationSyntax> EntriesIn(
        TypeDeclarationSyntax part,
        INamedTypeSymbol owner,
        CancellationToken cancellationToken
    ) =>
        [
            .. owner
                .GetMembers()
                .OfType<IPropertySymbol>()
                .Where(p => ConfigSemanticsReader.IsRead(p) && p.SetMethod is { DeclaredAccessibility: Accessibility.Public })
                .SelectMany(p => p.DeclaringSyntaxReferences)
                .Select(r => r.GetSyntax(cancellationToken))
                .OfType<PropertyDeclarationSyntax>()
                .Where(p => p.Parent == part)
                .OrderBy(p => p.SpanStart),
        ];

    /// <summary>Returns true if a following member would be under the same <c>#if</c>.</summary>
    private static bool EndsConditionally(PropertyDeclarationSyntax property) =>
        property
            .GetLastToken()
            .GetNextToken()
            .LeadingTrivia.Any(t =>
                t.IsKind(SyntaxKind.EndIfDirectiveTrivia)
                || t.IsKind(SyntaxKind.ElseDirectiveTrivia)
                || t.IsKind(SyntaxKind.ElifDirectiveTrivia)
            );
}
