using System.Globalization;

namespace ApiDocsSample.Words;

/// <summary>
/// Splits text into lower-case words. A compound name such as <c>XmlReader</c> gives the name itself and its parts (<c>xmlreader</c>,
/// <c>xml</c>, <c>reader</c>): the name says the most about a text, and the parts say something about a name never seen before.
/// </summary>
public static class Tokenizer
{
    /// <summary>The words of a text in order; all but letters and digits separates them.</summary>
    public static IEnumerable<string> Tokenize(string text)
    {
        for (var begin = 0; begin < text.Length; begin++)
        {
            var end = begin;
            while (end < text.Length && IsWordCharacter(text, end, isFirst: end == begin))
                end++;
            if (end == begin)
                continue;
            foreach (var word in WordAndParts(text[begin..end]))
                yield return word.ToLowerInvariant();
            begin = end;
        }
    }

    private static IEnumerable<string> WordAndParts(string word)
    {
        yield return word;
        var begin = 0;
        for (var at = 1; at < word.Length; at++)
        {
            if (!IsPartStart(word, at))
                continue;
            yield return word[begin..at];
            begin = at;
        }
        if (begin > 0)
            yield return word[begin..];
    }

    // Xml|Reader, XML|Reader, but not X|M|L.
    private static bool IsPartStart(string word, int at) =>
        char.IsUpper(word[at]) && (!char.IsUpper(word[at - 1]) || (at + 1 < word.Length && char.IsLower(word[at + 1])));

    // Marks, and the second halves of rare scripts' letters, belong to the letter before them.
    private static bool IsWordCharacter(string text, int at, bool isFirst) =>
        char.IsLetterOrDigit(text, at)
        || (!isFirst && (char.IsLowSurrogate(text[at])
            || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));
}
