using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Writes entries into the declaration of a config class, laid out as those that are there.</summary>
internal static class EntryWriter
{
    /// <summary>The declaration with the entries, whose type names are marked for the simplifier.</summary>
    /// <param name="part">The declaration.</param>
    /// <param name="after">Which of its members they follow; -1 if there is no entry yet.</param>
    /// <param name="entries">What is missing.</param>
    /// <param name="isNullable">Whether <c>?</c> may stand behind reference types there.</param>
    /// <param name="newLine">The file's line end.</param>
    public static TypeDeclarationSyntax Add(TypeDeclarationSyntax part, int after, IEnumerable<MissingEntry> entries, bool isNullable, SyntaxTrivia newLine)
    {
        var neighbour = part.Members.ElementAtOrDefault(after) as PropertyDeclarationSyntax;
        var model = neighbour ?? part.Members.FirstOrDefault();
        var layout = model is not null ? Layout.Of(model, neighbour is not null, newLine) : Layout.OfEmpty(part, newLine);
        var added = entries.Select(e => layout.Apply(Declare(e, isNullable, neighbour))).ToList();
        if (neighbour is not null)
            return part.WithMembers(part.Members.InsertRange(after + 1, added));
        part = WithBraces(part, layout, newLine);
        if (model is null)
            return part.WithMembers([.. added]);
        var first = layout.IsOnOwnLine && !Layout.BeginsWithBlankLine(model) ? model.WithLeadingTrivia(model.GetLeadingTrivia().Insert(0, newLine)) : model;
        return part.WithMembers(part.Members.Replace(part.Members[0], first).InsertRange(0, added));
    }

    private static MemberDeclarationSyntax Declare(MissingEntry entry, bool isNullable, PropertyDeclarationSyntax? neighbour)
    {
        var accessor = neighbour?.AccessorList?.Accessors.FirstOrDefault(a => a.Keyword.IsKind(SyntaxKind.InitKeyword) || a.Keyword.IsKind(SyntaxKind.SetKeyword))?.Keyword.Text ?? "init";
        var text = $"public {TypeNames.Of(entry.Type, isNullable)} {entry.Name} {{ get; {accessor}; }}{(entry.Default is null ? "" : $" = {entry.Default};")}";
        var property = (PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!;
        return TypeNames.ToSimplify(property);
    }

    /// <summary><c>record X;</c> gets a body.</summary>
    private static TypeDeclarationSyntax WithBraces(TypeDeclarationSyntax part, Layout layout, SyntaxTrivia newLine)
    {
        if (!part.SemicolonToken.IsKind(SyntaxKind.SemicolonToken))
            return part;
        SyntaxTriviaList before = layout.IsOnOwnLine ? [newLine, SyntaxFactory.Whitespace(Layout.IndentationOf(part))] : [SyntaxFactory.Space];
        return part
            .WithSemicolonToken(default)
            .WithOpenBraceToken(SyntaxFactory.Token(before, SyntaxKind.OpenBraceToken, [layout.IsOnOwnLine ? newLine : SyntaxFactory.Space]))
            .WithCloseBraceToken(SyntaxFactory.Token(layout.IsOnOwnLine ? [before[1]] : [], SyntaxKind.CloseBraceToken, part.SemicolonToken.TrailingTrivia));
    }

    /// <summary>What stands before and after a member.</summary>
    private sealed record Layout(SyntaxTriviaList Leading, SyntaxTriviaList Trailing, bool IsOnOwnLine)
    {
        public MemberDeclarationSyntax Apply(MemberDeclarationSyntax property) => property.WithLeadingTrivia(Leading).WithTrailingTrivia(Trailing);

        /// <summary>As a member has it.</summary>
        public static Layout Of(MemberDeclarationSyntax member, bool copyBlankLine, SyntaxTrivia newLine)
        {
            if (!member.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
                return new([], member.GetTrailingTrivia().Any() ? [SyntaxFactory.Space] : [], false);
            var leading = member.GetLeadingTrivia();
            var indentation = leading.Any() && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(leading.Last()) : [];
            return new(copyBlankLine && BeginsWithBlankLine(member) ? indentation.Insert(0, newLine) : indentation, [newLine], true);
        }

        /// <summary>For the first member of all.</summary>
        public static Layout OfEmpty(TypeDeclarationSyntax part, SyntaxTrivia newLine)
        {
            var opening = part.SemicolonToken.IsKind(SyntaxKind.SemicolonToken) ? part.SemicolonToken : part.OpenBraceToken;
            if (!opening.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia))
                return new([], [SyntaxFactory.Space], false);
            var outer = IndentationOf(part);
            return new([SyntaxFactory.Whitespace(outer + (outer.StartsWith("\t", System.StringComparison.Ordinal) ? "\t" : "    "))], [newLine], true);
        }

        public static string IndentationOf(TypeDeclarationSyntax part) => part.GetLeadingTrivia().LastOrDefault(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();

        public static bool BeginsWithBlankLine(MemberDeclarationSyntax member) =>
            member.GetLeadingTrivia().SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia);
    }
}
