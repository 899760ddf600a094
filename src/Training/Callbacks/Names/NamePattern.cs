using System.Text;
using System.Text.RegularExpressions;

namespace Gen.Training;

/// <summary>The name of a file or folder with placeholders: <c>model-{epoch:D3}</c>. A placeholder has a key and optionally, after a colon,
/// a format.</summary>
internal sealed class NamePattern
{
    private readonly List<string> _texts = [];
    private readonly List<(string Key, string? Format)> _placeholders = [];

    /// <summary>Parses a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="what">The kind of name, for messages: <c>file name</c>.</param>
    /// <exception cref="TrainingException">A brace is unmatched.</exception>
    public NamePattern(string text, string what)
    {
        var rest = text;
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest.IndexOf('}');
            if (close < open)
                throw Unbalanced(text, what);
            _texts.Add(rest[..open]);
            _placeholders.Add(Placeholder(rest[(open + 1)..close]));
            rest = rest[(close + 1)..];
        }

        if (rest.Contains('}'))
            throw Unbalanced(text, what);
        _texts.Add(rest);
    }

    /// <summary>The keys of the placeholders, in order.</summary>
    public IEnumerable<string> Keys => _placeholders.Select(p => p.Key);

    /// <summary>Returns the name with the placeholders replaced.</summary>
    /// <param name="value">Returns the text for a key and a format.</param>
    public string Fill(Func<string, string?, string> value)
    {
        var name = new StringBuilder(_texts[0]);
        for (var i = 0; i < _placeholders.Count; i++)
            name.Append(value(_placeholders[i].Key, _placeholders[i].Format)).Append(_texts[i + 1]);
        return name.ToString();
    }

    /// <summary>Returns whether a name may be a filled pattern whose values have no separators of folders.</summary>
    public bool Matches(string name) =>
        Regex.IsMatch(name, $@"\A{string.Join(@"[^/\\]+", _texts.Select(Regex.Escape))}\z", RegexOptions.NonBacktracking);

    private static (string Key, string? Format) Placeholder(string text)
    {
        var colon = text.IndexOf(':');
        return colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static TrainingException Unbalanced(string text, string what) => new($"The {what} '{text}' has an unmatched brace.");
}
