using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>Collects every violated validation attribute of a config, so that all are reported together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigViolations
{
    private List<string>? _messages;

    /// <summary>One line per violation; empty if the config is valid.</summary>
    public IReadOnlyList<string> Messages => _messages ?? [];

    /// <summary>Notes a violation.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="value">The offending value; null for null.</param>
    /// <param name="rule">What it breaks: <c>must be from 1 to 100</c>.</param>
    public void Add(string key, object? value, string rule)
    {
        var shown = value switch
        {
            null => "null",
            string text => text.Length <= 60 ? $"\"{text}\"" : $"\"{text[..57]}...\"",
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        (_messages ??= []).Add($"{key} is {shown}, but {rule}");
    }
}
