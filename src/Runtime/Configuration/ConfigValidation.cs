using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>The violations that the validation of a config found, which are reported together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigViolations
{
    private List<string>? _messages;

    /// <summary>The messages, one line per violation; empty if the config is valid.</summary>
    public IReadOnlyList<string> Messages => _messages ?? [];

    /// <summary>Adds the violation of a validation attribute.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="value">The value of the entry.</param>
    /// <param name="rule">The rule that is violated, as in <c>must be from 1 to 100</c>, or the error message of the attribute, with
    /// <c>{0}</c> for the key.</param>
    public void Add(string key, object? value, string rule)
    {
        var shown = value switch
        {
            null => "null",
            string text => ConfigErrors.Quote(text),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            ICollection items => $"a collection of {items.Count}",
            _ => value.ToString(),
        };
        (_messages ??= []).Add(
            rule.StartsWith("must ", StringComparison.Ordinal)
                ? $"Entry '{key}' {rule.TrimEnd('.')}, but was {shown}."
                : $"Entry '{key}' cannot be {shown}: {rule.Replace("{0}", key, StringComparison.Ordinal)}"
        );
    }

    /// <summary>Adds a violation.</summary>
    /// <param name="message">The message, a sentence.</param>
    internal void AddMessage(string message) => (_messages ??= []).Add(message);

    /// <summary>Adds the violations that an experiment or a block finds in itself.</summary>
    /// <param name="prefix">The prefix of its keys, as in <c>optimizer.</c>; empty for an experiment.</param>
    /// <param name="config">The experiment or block; null for a block that is null, which is valid.</param>
    public void AddOf(string prefix, IValidatableObject? config)
    {
        if (config is null)
            return;

        // With a name, because the constructor without one uses reflection.
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

/// <summary>Provides the validation rules that are more than a comparison.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConfigRules
{
    /// <summary>Returns whether the whole of a value matches a regular expression. An empty value matches, as for
    /// <c>RegularExpressionAttribute</c>.</summary>
    /// <param name="value">The value of an entry.</param>
    /// <param name="pattern">The regular expression.</param>
    /// <exception cref="ConfigException">The regular expression is not valid, or took longer than two seconds.</exception>
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
            throw new ConfigException($"The regular expression '{pattern}' took longer than two seconds to match.");
        }
    }
}
