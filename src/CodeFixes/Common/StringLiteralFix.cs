using System;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>
/// Base class of fixes that change a name in a string literal. A constant that is declared elsewhere is not changed, because other code may
/// use it.
/// </summary>
public abstract class StringLiteralFix : ExperimentFix
{
    private protected StringLiteralFix(string rule)
        : base(rule)
    {
    }

    private protected sealed override Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Name) is { } name && context.Token.Parent is LiteralExpressionSyntax literal
            && literal.WithStart(context.Hint(FixHints.Written) ?? literal.Token.ValueText, name) is { } right)
            context.OfferReplacement($"Change to '{name}'", "NearestName", literal, right);
        return Task.CompletedTask;
    }
}

/// <summary>Changes to string literals that keep their kind (verbatim, raw) and escapes.</summary>
internal static class StringLiterals
{
    /// <summary>Returns the literal with another beginning, or null if it does not begin with <paramref name="old"/>.</summary>
    public static LiteralExpressionSyntax? WithStart(this LiteralExpressionSyntax literal, string old, string replacement)
    {
        var value = literal.Token.ValueText;
        if (old.Length == 0 || !literal.IsKind(SyntaxKind.StringLiteralExpression) || !value.StartsWith(old, StringComparison.Ordinal))
            return null;
        var (text, wanted) = (literal.Token.Text, replacement + value.Substring(old.Length));
        var at = text.IndexOf(old, StringComparison.Ordinal);
        var written =
            at < 0
                ? null
                : SyntaxFactory.ParseExpression(text.Substring(0, at) + replacement + text.Substring(at + old.Length))
                    as LiteralExpressionSyntax;
        if (written is not { ContainsDiagnostics: false } || written.Token.ValueText != wanted)
            written = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(wanted));
        return written.WithTriviaFrom(literal);
    }
}
