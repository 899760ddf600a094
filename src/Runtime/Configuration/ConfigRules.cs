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
    /// <exception cref="ConfigException">The pattern is not valid, or takes over two seconds.</exception>
    public static bool Matches(string value, string pattern)
    {
        if (value.Length == 0)
            return true;
        try
        {
            var match = Regex.Match(value, pattern, RegexOptions.None, TimeSpan.FromSeconds(2));
            return match.Success && match.Index == 0 && match.Length == value.Length;
        }
        catch (RegexParseException e)
        {
            throw new ConfigException($"'{pattern}' is not a valid regular expression: {e.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ConfigException($"the regular expression '{pattern}' takes too long to match");
        }
    }
}
