using System;
using System.Collections.Generic;

namespace Gen.Shared;

/// <summary>Finds the name that a misspelt one most likely meant. Compiled into the runtime, the generator and the analyzers
/// alike.</summary>
internal static class NearestName
{
    private const int LongestOnStack = 128;

    /// <summary>
    /// The candidate with the smallest edit distance to <paramref name="name"/>, both normalised; null if none is near:
    /// at most 2 edits and at most a third of the longer name's length (so <c>vocabSize</c> is not near <c>MaxVocabSize</c>).
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        var normalized = KeyName.Normalize(name);
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var other = KeyName.Normalize(candidate);
            if (IsNear(normalized, other, out var distance) && distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>True if two normalised names are near each other; then also by how many edits.</summary>
    public static bool IsNear(string normalized, string other, out int distance)
    {
        var limit = Math.Min(2, Math.Max(normalized.Length, other.Length) / 3);
        distance = Distance(normalized, other, limit);
        return distance <= limit;
    }

    /// <summary>
    /// Edits (insert, delete, replace, swap of neighbours) that turn <paramref name="a"/> into <paramref name="b"/>;
    /// any number above <paramref name="limit"/> if it takes more. Optimal string alignment (Damerau 1964, Wagner and Fischer 1974).
    /// </summary>
    public static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
            return limit + 1;
        var width = b.Length + 1;
        Span<int> rows = 3 * width <= LongestOnStack ? stackalloc int[LongestOnStack] : new int[3 * width];
        var (beforeLast, last, row) = (0, width, 2 * width);
        for (var j = 0; j <= b.Length; j++)
            rows[last + j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            rows[row] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var edits = Math.Min(Math.Min(rows[row + j - 1] + 1, rows[last + j] + 1), rows[last + j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits = Math.Min(edits, rows[beforeLast + j - 2] + 1);
                rows[row + j] = edits;
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return rows[last + b.Length];
    }
}
