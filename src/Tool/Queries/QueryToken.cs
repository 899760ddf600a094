namespace Gen.Tool.Queries;

/// <summary>A word or a sign of a query.</summary>
/// <param name="Text">The word, without its quotes.</param>
/// <param name="Position">Where it begins, from 0.</param>
/// <param name="IsQuoted">Whether it stands in quotes.</param>
/// <param name="IsSign">Whether it is an operator, a parenthesis or a comma.</param>
internal sealed record QueryToken(string Text, int Position, bool IsQuoted, bool IsSign)
{
    private const string Signs = "()=!<>~,";

    /// <summary>Takes a query apart.</summary>
    /// <exception cref="UserErrorException">A quote is open, or a sign does not exist.</exception>
    public static List<QueryToken> Split(string query)
    {
        var tokens = new List<QueryToken>();
        for (var i = 0; i < query.Length;)
        {
            if (char.IsWhiteSpace(query[i]))
                i++;
            else if (query[i] is '\'' or '"')
                tokens.Add(Quoted(query, ref i));
            else if (Signs.Contains(query[i]))
                tokens.Add(Sign(query, ref i));
            else
                tokens.Add(Word(query, ref i));
        }

        return tokens;
    }

    private static QueryToken Quoted(string query, ref int i)
    {
        var (start, quote) = (i, query[i]);
        var end = query.IndexOf(quote, start + 1);
        if (end < 0)
            throw new UserErrorException($"The quote at position {start + 1} of the condition is not closed: {query}");
        i = end + 1;
        return new QueryToken(query[(start + 1)..end], start, true, false);
    }

    private static QueryToken Sign(string query, ref int i)
    {
        var start = i;
        var length = i + 1 < query.Length && query[i + 1] == '=' && "=!<>".Contains(query[i]) ? 2 : 1;
        i += length;
        var text = query.Substring(start, length);
        return text == "!"
            ? throw new UserErrorException($"The sign '!' at position {start + 1} of the condition does not exist. Did you mean '!='?")
            : new QueryToken(text == "==" ? "=" : text, start, false, true);
    }

    private static QueryToken Word(string query, ref int i)
    {
        var start = i;
        while (i < query.Length && !char.IsWhiteSpace(query[i]) && query[i] is not ('\'' or '"') && !Signs.Contains(query[i]))
            i++;
        return new QueryToken(query[start..i], start, false, false);
    }
}
