using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Other texts in string literals, which stay written as they are: verbatim, raw, with the escapes that they have.</summary>
internal static class StringTexts
{
    /// <summary>The literal with another beginning; null if it does not begin with <paramref name="old"/>.</summary>
    public static LiteralExpressionSyntax? WithStart(this LiteralExpressionSyntax literal, string old, string replacement)
    {
        var value = literal.Token.ValueText;
        if (old.Length == 0 || !literal.IsKind(SyntaxKind.StringLiteralExpression) || !value.StartsWith(old, StringComparison.Ordinal))
            return null;
        var (text, wanted) = (literal.Token.Text, replacement + value.Substring(old.Length));
        var at = text.IndexOf(old, StringComparison.Ordinal);
        var written = at < 0 ? null : SyntaxFactory.ParseExpression(text.Substring(0, at) + replacement + text.Substring(at + old.Length)) as LiteralExpressionSyntax;
        var isRight = written is { ContainsDiagnostics: false } && written.Token.ValueText == wanted;
        return (isRight ? written! : SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(wanted))).WithTriviaFrom(literal);
    }
}
