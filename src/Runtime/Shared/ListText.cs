using System;
using System.Collections.Generic;

namespace Gen.Shared;

/// <summary>
/// The grammar of lists given as text: <c>1,2,3</c> or <c>[1, 2, 3]</c>. An empty text and <c>[]</c> have no items. Commas and brackets in
/// quotes belong to the item.
/// </summary>
internal static class ListText
{
    /// <summary>Splits the text of a list into the texts of its items, which keep their quotes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="items">The items.</param>
    /// <param name="problem">What is wrong, as a sentence; empty if the text is a list.</param>
    /// <returns>Whether the text is a list.</returns>
    public static bool TrySplit(string text, out List<string> items, out string problem)
    {
        items = [];
        text = text.Trim();
        if (text.Length > 0 && text[0] == '[')
        {
            if (text.Length == 1 || text[text.Length - 1] != ']')
            {
                var isClosed = text.IndexOf(']') >= 0;
                problem = isClosed ? "There is text after the closing bracket." : "Its bracket is not closed." + DidYouMean(text + "]");
                return false;
            }

            text = text.Substring(1, text.Length - 2).Trim();
        }
        else if (text.Length > 0 && text[text.Length - 1] == ']' && text.IndexOf('[') < 0)
        {
            problem = "Its bracket is not opened." + DidYouMean("[" + text);
            return false;
        }

        problem = text.Length == 0 ? "" : SplitItems(text, items);
        return problem.Length == 0;
    }

    private static string SplitItems(string text, List<string> items)
    {
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            var number = items.Count + 1;
            var isQuoted = QuotedText.Starts(text, at);
            var end = isQuoted ? QuotedText.End(text, at) : EndOfPlain(text, at);
            if (end < 0)
                return $"The quote of item {number} is not closed.";
            var item = text.Substring(at, end - at).Trim();
            if (item.Length == 0)
                return $"Item {number} is empty; an empty text is written ''.";
            if (!isQuoted && Brackets(item) is { } problem)
                return $"Item {number} {problem}";
            items.Add(item);
            for (at = end; at < text.Length && char.IsWhiteSpace(text[at]);)
                at++;
            if (at == text.Length)
                return "";
            if (text[at++] != ',')
                return $"There is text after the closing quote of item {number}.";
        }
    }

    private static int EndOfPlain(string text, int start)
    {
        var comma = text.IndexOf(',', start);
        return comma < 0 ? text.Length : comma;
    }

    /// <summary>Returns what is wrong with the brackets of an item without quotes, such as <c>a[0]</c>; null if nothing is.</summary>
    private static string? Brackets(string item)
    {
        var depth = 0;
        foreach (var c in item)
        {
            depth += c switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth < 0)
                break;
        }

        if (depth != 0)
            return "has a bracket alone; write it in quotes.";
        return item[0] == '[' ? "is a list; write it in quotes if it is a text." : null;
    }

    private static string DidYouMean(string text) => TrySplit(text, out _, out _) ? $" Did you mean '{text}'?" : "";
}
