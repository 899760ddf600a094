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
            while (end < text.Length && IsWordCharacter(text[end]))
                end++;
            if (end == begin)
                continue;
            foreach (var word in WordAndParts(text[begin..end]))
                yield return word.ToLowerInvariant();
            begin = end;
        }
    }

    static IEnumerable<string> WordAndParts(string word)
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
    static bool IsPartStart(string word, int at) =>
        char.IsUpper(word[at]) && (!char.IsUpper(word[at - 1]) || (at + 1 < word.Length && char.IsLower(word[at + 1])));

    // Marks belong to the letter before them where a script writes letters with several characters.
    static bool IsWordCharacter(char character) =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character)
            is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
