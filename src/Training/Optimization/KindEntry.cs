using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Gen.Training;

/// <summary>An entry of a config block that only some of its kinds use.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Value">The value; null for the default of the kind.</param>
/// <param name="UsedBy">The kinds that use the entry.</param>
internal readonly record struct KindEntry<TKind>(string Name, object? Value, params TKind[] UsedBy)
    where TKind : struct, Enum;

/// <summary>Validation of entries that depend on the kind.</summary>
internal static class KindChecks
{
    /// <summary>Returns an error for each entry that is set although the kind does not use it: it would silently have no effect.</summary>
    public static IEnumerable<ValidationResult> Unused<TKind>(TKind kind, IEnumerable<KindEntry<TKind>> entries)
        where TKind : struct, Enum
    {
        foreach (var (name, value, usedBy) in entries)
        {
            if (value is not null && !usedBy.Contains(kind))
                yield return Result(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Shown(value)} is set, but kind {kind} does not use it; {string.Join(", ", usedBy)} "
                        + $"{(usedBy.Length == 1 ? "does" : "do")}"
                    ),
                    name
                );
        }
    }

    public static ValidationResult Result(string message, string name) => new(message, [name]);

    /// <summary>Validates a block that code created, which the command line has not validated.</summary>
    /// <exception cref="ConfigException">The block is invalid. The message has one line per error.</exception>
    public static void Check(IValidatableObject block)
    {
        var name = block.GetType().Name;
        var results = block.Validate(new ValidationContext(block, name, null, null)).ToList();
        if (results.Count > 0)
            throw new ConfigException(string.Join('\n', results.Select(r => $"{name}.{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}")));
    }

    private static string Shown(object value) =>
        value switch
        {
            string text => $"\"{text}\"",
            System.Collections.IEnumerable list =>
                $"[{string.Join(", ", list.Cast<object>().Select(i => Convert.ToString(i, CultureInfo.InvariantCulture)))}]",
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
