using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Generators.Common;

/// <summary>
/// Reads the summary of a doc comment from the source text itself: without GenerateDocumentationFile the compiler keeps <c>///</c> only as
/// an ordinary comment, and help texts must not depend on that switch.
/// </summary>
internal static class DocComment
{
    private const string Open = "<summary>";
    private const string Close = "</summary>";

    /// <summary>First paragraph of the summary on one line; null without one.</summary>
    public static string? Summary(ISymbol symbol, CancellationToken cancellationToken)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var trivia = LeadingText(reference.GetSyntax(cancellationToken));
            if (trivia.Length > 0 && (OneLine(trivia) ?? FirstParagraph(CommentText(trivia))) is { Length: > 0 } summary)
                return summary;
        }

        // A symbol of a referenced assembly: its doc file, if it has one.
        return
            symbol.DeclaringSyntaxReferences.Length == 0
            && symbol.GetDocumentationCommentXml(cancellationToken: cancellationToken) is { Length: > 0 } xml
            ? FirstParagraph(xml)
            : null;
    }

    /// <summary>The whole comment as XML; null without one.</summary>
    public static string? Text(ISymbol symbol, CancellationToken cancellationToken) =>
        symbol.DeclaringSyntaxReferences
            .Select(r => LeadingText(r.GetSyntax(cancellationToken)))
            .Where(t => t.Length > 0)
            .Select(CommentText)
            .FirstOrDefault();

    /// <summary>The text before the first token, without the nodes that lead to it; empty if there is no doc comment in it.</summary>
    private static string LeadingText(SyntaxNode node)
    {
        var (source, span) = (node.SyntaxTree.GetText(), TextSpan.FromBounds(node.FullSpan.Start, node.SpanStart));
        if (!HasSlash(source, span))
            return "";
        var trivia = source.ToString(span);
        return trivia.IndexOf("///", StringComparison.Ordinal) >= 0 || trivia.IndexOf("/**", StringComparison.Ordinal) >= 0 ? trivia : "";
    }

    /// <summary>What nearly every summary is: plain words on a line of their own. Null for any other, which takes a closer look.</summary>
    private static string? OneLine(string trivia)
    {
        var open = trivia.IndexOf(Open, StringComparison.Ordinal);
        var close = open < 0 ? -1 : trivia.IndexOf('<', open + Open.Length);
        if (
            close < 0
            || string.CompareOrdinal(trivia, close, Close, 0, Close.Length) != 0
            || trivia.IndexOf("/*", StringComparison.Ordinal) >= 0
        )
            return null;
        var line = trivia.LastIndexOf('\n', open) + 1;
        var words = trivia.Substring(open + Open.Length, close - open - Open.Length);
        return
            words.IndexOfAny(['\n', '&']) < 0
            && trivia.AsSpan(line, open - line).TrimStart().StartsWith("///".AsSpan())
            && Collapse(words) is { Length: > 0 } text
            ? text
            : null;
    }

    private static string CommentText(string trivia)
    {
        var text = new StringBuilder();
        var inBlock = false;
        foreach (var raw in trivia.Split('\n'))
        {
            var line = raw.Trim();
            if (!inBlock && line.StartsWith("///", StringComparison.Ordinal))
                text.Append(line, 3, line.Length - 3).Append('\n');
            else if (line.StartsWith("/**", StringComparison.Ordinal) || inBlock)
                text.Append(BlockLine(line, ref inBlock)).Append('\n');
        }

        return text.ToString();
    }

    private static bool HasSlash(SourceText text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (text[i] == '/')
                return true;
        }

        return false;
    }

    private static string BlockLine(string line, ref bool inBlock)
    {
        inBlock = line.IndexOf("*/", StringComparison.Ordinal) < 0;
        line = line.Replace("/**", "").Replace("*/", "").Trim();
        return line.StartsWith("*", StringComparison.Ordinal) ? line.Substring(1) : line;
    }

    private static string? FirstParagraph(string xml)
    {
        var start = xml.IndexOf(Open, StringComparison.Ordinal);
        if (start < 0)
            return xml.TrimStart().StartsWith("<", StringComparison.Ordinal) ? null : Collapse(xml);
        start += Open.Length;
        var end = xml.IndexOf(Close, start, StringComparison.Ordinal);
        var summary = end < 0 ? xml.Substring(start) : xml.Substring(start, end - start);
        foreach (var paragraph in summary.Split(["<para>", "</para>", "<para/>", "<para />"], StringSplitOptions.None))
        {
            if (Collapse(WithoutTags(paragraph)) is { Length: > 0 } first)
                return first;
        }

        return null;
    }

    /// <summary>Drops tags but keeps what they name: <c>&lt;see cref="A.B"/&gt;</c> reads <c>B</c>.</summary>
    private static string WithoutTags(string xml)
    {
        var text = new StringBuilder(xml.Length);
        for (var i = 0; i < xml.Length; i++)
        {
            if (xml[i] != '<')
            {
                text.Append(xml[i]);
                continue;
            }

            var end = xml.IndexOf('>', i);
            if (end < 0)
                break;
            var tag = xml.Substring(i, end - i);
            if (tag.EndsWith("/", StringComparison.Ordinal))
                text.Append(NamedBy(tag));
            i = end;
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static string NamedBy(string tag)
    {
        var open = tag.IndexOf('"');
        var close = open < 0 ? -1 : tag.IndexOf('"', open + 1);
        if (close < 0)
            return " ";
        return ShortName(tag.Substring(open + 1, close - open - 1));
    }

    /// <summary>The last part of what a <c>cref</c> names, without parameters.</summary>
    public static string ShortName(string name)
    {
        var parameters = name.IndexOf('(');
        name = parameters < 0 ? name : name.Substring(0, parameters);
        return name.Split('.', ':').Last().Replace('{', '<').Replace('}', '>');
    }

    public static string Collapse(string text) =>
        string.Join(" ", text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
