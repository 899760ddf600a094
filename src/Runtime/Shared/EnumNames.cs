using System.Collections.Generic;
using System.Linq;

namespace Gen.Shared;

/// <summary>How a text names a member of an enum: exactly, or as keys are compared if only one member is meant.</summary>
internal static class EnumNames
{
    /// <summary>Returns the name of the member that a text names; null if it names none, or several.</summary>
    public static string? Find(string text, IReadOnlyCollection<string> names)
    {
        string? found = null;
        var isUnique = true;
        var normalized = KeyName.Normalize(text);
        foreach (var name in names)
        {
            if (name == text)
                return name;
            if (!IsLike(name, normalized))
                continue;
            isUnique = found is null;
            found = name;
        }

        return isUnique ? found : null;
    }

    /// <summary>Returns the names that differ from a text only by what keys ignore.</summary>
    public static IReadOnlyList<string> Like(string text, IEnumerable<string> names)
    {
        var normalized = KeyName.Normalize(text);
        return [.. names.Where(n => IsLike(n, normalized))];
    }

    // A member '_' has no letter to compare.
    private static bool IsLike(string name, string normalized) => normalized.Length > 0 && KeyName.Normalize(name) == normalized;
}
