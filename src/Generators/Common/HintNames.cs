using System;
using System.Collections.Generic;
using System.Linq;

namespace Gen.Generators.Common;

/// <summary>Keeps names of generated files apart: the compiler compares them ignoring case, C# does not compare its types so.</summary>
internal static class HintNames
{
    /// <summary>The names that need a number, in ordinal order; empty for nearly every project.</summary>
    public static EquatableArray<string> Clashing(IEnumerable<string> names) => names
        .Distinct()
        .GroupBy(n => n, StringComparer.OrdinalIgnoreCase)
        .SelectMany(g => g.OrderBy(n => n, StringComparer.Ordinal).Skip(1))
        .OrderBy(n => n, StringComparer.Ordinal)
        .ToEquatableArray();

    public static string Unique(string name, EquatableArray<string> clashing)
    {
        for (var i = 0; i < clashing.Count; i++)
        {
            if (clashing[i] == name)
                return $"{name}-{i + 2}";
        }

        return name;
    }
}
