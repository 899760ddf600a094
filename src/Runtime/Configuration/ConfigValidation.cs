using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Gen.Shared;

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

    /// <summary>Notes what an experiment or a block finds wrong with itself.</summary>
    /// <param name="prefix">Of its entries' keys: <c>optimizer.</c>, or empty.</param>
    /// <param name="config">The experiment or block; null is right.</param>
    public void AddOf(string prefix, IValidatableObject? config)
    {
        if (config is null)
            return;

        // By its name, because the constructor without one looks for it by reflection.
        foreach (var result in config.Validate(new ValidationContext(config, config.GetType().Name, null, null)))
        {
            if (result == ValidationResult.Success)
                continue;
            var keys = string.Join(", ", result.MemberNames.Select(m => prefix + KeyName.ToSnakeCase(m)));
            (_messages ??= []).Add(
                $"{(keys.Length > 0 ? keys : prefix.TrimEnd('.'))}{(keys.Length + prefix.Length > 0 ? ": " : "")}{result.ErrorMessage}"
            );
        }
    }
}

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
