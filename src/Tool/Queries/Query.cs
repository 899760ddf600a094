using Gen.Tool.Reading;

namespace Gen.Tool.Queries;

/// <summary>
/// A condition on runs: <c>status=COMPLETED and (val_accuracy &gt; 0.8 or epochs in (3, 10)) and not note ~ broken</c>.
/// </summary>
internal sealed class Query
{
    private const int MaxDepth = 100;

    private readonly string _text;
    private readonly List<QueryToken> _tokens;
    private readonly IReadOnlyList<RunRow> _runs;
    private int _next, _depth;

    private Query(string text, IReadOnlyList<RunRow> runs) => (_text, _tokens, _runs) = (text, QueryToken.Split(text), runs);

    /// <summary>Parses a condition.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="runs">The runs, of which at least one must have what the condition names.</param>
    /// <exception cref="UserErrorException">The condition is not valid.</exception>
    public static Func<RunRow, bool> Parse(string text, IReadOnlyList<RunRow> runs)
    {
        var query = new Query(text, runs);
        if (query._tokens.Count == 0)
            throw new UserErrorException("The condition is empty.");
        var condition = query.Or();
        return query.Peek is { } rest ? throw query.Unexpected("and, or, or the end", rest) : condition;
    }

    private QueryToken? Peek => _next < _tokens.Count ? _tokens[_next] : null;

    private Func<RunRow, bool> Or()
    {
        var left = And();
        while (TakeWord("or"))
        {
            var (first, second) = (left, And());
            left = r => first(r) || second(r);
        }

        return left;
    }

    private Func<RunRow, bool> And()
    {
        var left = Not();
        while (TakeWord("and"))
        {
            var (first, second) = (left, Not());
            left = r => first(r) && second(r);
        }

        return left;
    }

    private Func<RunRow, bool> Not()
    {
        if (++_depth > MaxDepth)
            throw new UserErrorException($"The condition is nested deeper than {MaxDepth} levels.");
        try
        {
            if (TakeWord("not"))
            {
                var inner = Not();
                return r => !inner(r);
            }

            if (!TakeSign("("))
                return Comparison();
            var condition = Or();
            return TakeSign(")") ? condition : throw Unexpected("')'", Peek);
        }
        finally
        {
            _depth--;
        }
    }

    private Func<RunRow, bool> Comparison()
    {
        if (Peek is not { IsSign: false } name)
            throw Unexpected("a name", Peek);
        _next++;
        var field = RunField.Find(name.Text, _runs);
        if (TakeWord("in"))
        {
            var values = List();
            return r => values.Exists(v => v.Compare("=", field.Read(r)));
        }

        if (Peek is not { IsSign: true, Text: not ("(" or ")" or ",") } sign)
            throw Unexpected("=, !=, <, <=, >, >=, ~ or in", Peek);
        _next++;
        var value = Value(field);
        return r => value.Compare(sign.Text, field.Read(r));

        List<QueryValue> List()
        {
            if (!TakeSign("("))
                throw Unexpected("'('", Peek);
            var list = new List<QueryValue> { Value(field) };
            while (TakeSign(","))
                list.Add(Value(field));
            return TakeSign(")") ? list : throw Unexpected("',' or ')'", Peek);
        }
    }

    private QueryValue Value(RunField field)
    {
        if (Peek is not { IsSign: false } token)
            throw Unexpected("a value", Peek);
        _next++;
        return QueryValue.Parse(field, token);
    }

    private bool TakeSign(string sign) => Take(Peek is { IsSign: true } token && token.Text == sign);

    private bool TakeWord(string word) =>
        Take(Peek is { IsSign: false, IsQuoted: false } token && token.Text.Equals(word, StringComparison.OrdinalIgnoreCase));

    private bool Take(bool isThere)
    {
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private UserErrorException Unexpected(string expected, QueryToken? token) => new(token is null
        ? $"The condition ends where {expected} must follow: {_text}"
        : $"'{token.Text}' at position {token.Position + 1} of the condition must be {expected}: {_text}");
}
