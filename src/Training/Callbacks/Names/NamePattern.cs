using System.Text;

namespace Gen.Training;

/// <summary>The name of a file or folder with places for values: <c>model-{epoch:D3}</c>. A place has a key and perhaps, after a colon, a
/// format.</summary>
internal sealed class NamePattern
{
    private readonly List<string> _texts = [];
    private readonly List<(string Key, string? Format)> _places = [];

    /// <param name="text">The pattern.</param>
    /// <param name="what">What it names, for messages: <c>file name</c>.</param>
    /// <exception cref="TrainingException">A brace is without its partner.</exception>
    public NamePattern(string text, string what)
    {
        var rest = text;
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest.IndexOf('}');
            if (close < open)
                throw Unbalanced(text, what);
            _texts.Add(rest[..open]);
            _places.Add(Place(rest[(open + 1)..close]));
            rest = rest[(close + 1)..];
        }

        if (rest.Contains('}'))
            throw Unbalanced(text, what);
        _texts.Add(rest);
    }

    /// <summary>The places' keys, in their order.</summary>
    public IEnumerable<string> Keys => _places.Select(p => p.Key);

    /// <summary>The name with a text in each place.</summary>
    public string Fill(Func<string, string?, string> value)
    {
        var name = new StringBuilder(_texts[0]);
        for (var i = 0; i < _places.Count; i++)
            name.Append(value(_places[i].Key, _places[i].Format)).Append(_texts[i + 1]);
        return name.ToString();
    }

    private static (string Key, string? Format) Place(string text)
    {
        var colon = text.IndexOf(':');
        return colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static TrainingException Unbalanced(string text, string what) => new($"The {what} '{text}' has an unmatched brace.");
}
