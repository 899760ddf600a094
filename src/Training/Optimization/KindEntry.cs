using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Gen.Training;

/// <summary>An entry of a block that only some of its kinds use.</summary>
/// <param name="Name">The property.</param>
/// <param name="Value">What it is set to; null for the kind's own default.</param>
/// <param name="UsedBy">The kinds that use it.</param>
internal readonly record struct ChoiceEntry<TKind>(string Name, object? Value, params TKind[] UsedBy)
    where TKind : struct, Enum;

/// <summary>Checks that need more than one entry of a block.</summary>
internal static class ChoiceChecks
{
    /// <summary>A sentence for each entry that is set although the kind does not use it: it would have no effect, and no one would know.</summary>
    public static IEnumerable<ValidationResult> Unused<TKind>(TKind kind, IEnumerable<ChoiceEntry<TKind>> entries)
        where TKind : struct, Enum
    {
        foreach (var (name, value, usedBy) in entries)
        {
            if (value is not null && !usedBy.Contains(kind))
                yield return Result(string.Create(CultureInfo.InvariantCulture, $"{Shown(value)} is set, but kind {kind} does not use it; {string.Join(", ", usedBy)} {(usedBy.Length == 1 ? "does" : "do")}"), name);
        }
    }

    public static ValidationResult Result(string message, string name) => new(message, [name]);

    /// <summary>The same check for a block that code made, which no command line has looked at.</summary>
    /// <exception cref="ConfigException">Something does not fit; a line for each.</exception>
    public static void Check(IValidatableObject block)
    {
        var name = block.GetType().Name;
        var results = block.Validate(new ValidationContext(block, name, null, null)).ToList();
        if (results.Count > 0)
            throw new ConfigException(string.Join('\n', results.Select(r => $"{name}.{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}")));
    }

    private static string Shown(object value) => value switch
    {
        string text => $"\"{text}\"",
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(i => Convert.ToString(i, CultureInfo.InvariantCulture)))}]",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
