namespace Gen.Shared;

/// <summary>
/// The grammar of texts in quotes: <c>'a, b'</c> or <c>"a, b"</c>. The same quote inside is written twice: <c>'it''s'</c>. A backslash is
/// an ordinary character, because paths contain it.
/// </summary>
internal static class QuotedText
{
    /// <summary>Returns whether a text starts with a quote.</summary>
    public static bool Starts(string text, int start = 0) => start < text.Length && text[start] is '"' or '\'';

    /// <summary>Returns the index behind the quoted text that starts at an index; -1 if its quote is not closed.</summary>
    public static int End(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] != text[start])
                continue;
            if (i + 1 == text.Length || text[i + 1] != text[start])
                return i + 1;
            i++;
        }

        return -1;
    }

    /// <summary>Reads a text that may be in quotes.</summary>
    /// <returns>False if it starts with a quote and is not one quoted text.</returns>
    public static bool TryUnquote(string text, out string value)
    {
        value = text;
        if (!Starts(text))
            return true;
        if (End(text, 0) != text.Length)
            return false;
        var quote = text.Substring(0, 1);
        value = text.Substring(1, text.Length - 2).Replace(quote + quote, quote);
        return true;
    }

    /// <summary>Returns a text in quotes.</summary>
    public static string Quote(string text) =>
        text.IndexOf('\'') >= 0 && text.IndexOf('"') < 0 ? $"\"{text}\"" : $"'{text.Replace("'", "''")}'";
}
