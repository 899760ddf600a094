using System.ComponentModel;
using System.Text.RegularExpressions;

namespace Gen.Configuration;

/// <summary>Validation rules that are more than a comparison.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConfigRules
{
    /// <summary>True if the whole value matches the pattern; an empty value matches, as for <c>RegularExpressionAttribute</c>.</summary>
    /// <param name="value">The entry's value.</param>
    /// <param name="pattern">A .NET regular expression.</param>
    public static bool Matches(string value, string pattern)
    {
        if (value.Length == 0)
            return true;
        var match = Regex.Match(value, pattern, RegexOptions.None, TimeSpan.FromSeconds(2));
        return match.Success && match.Index == 0 && match.Length == value.Length;
    }
}
