using System;
using System.Collections.Generic;
using System.Linq;

namespace Gen.Shared;

/// <summary>
/// Finds the name that a misspelled one most likely means. Compiled into the runtime, the trainer, the generator and the analyzers.
/// </summary>
internal static class NearestName
{
    private const int LongestList = 400;
    private const int LongestOnStack = 128;

    /// <summary>
    /// Returns the candidate with the smallest edit distance to a name, or null if none is near. A name is near with at most 2 edits and
    /// at most a third of the length of the longer name (<c>vocabSize</c> is not near <c>MaxVocabSize</c>). Names are compared in their
    /// normalized form. If none is near, it is the only one with the same last part in another block: <c>dataset.path</c> for
    /// <c>data.path</c>, as after the block was renamed.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        var normalized = KeyName.Normalize(name);
        string? best = null;
        var inOtherBlocks = new List<string>();
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var other = KeyName.Normalize(candidate);
            if (IsNear(normalized, other, out var distance) && distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
            if (IsInOtherBlock(normalized, other))
                inOtherBlocks.Add(candidate);
        }

        return best ?? (inOtherBlocks.Count == 1 ? inOtherBlocks[0] : null);
    }

    /// <summary>
    /// Returns the end of a message about an unknown name: a sentence with the nearest candidate, or else a sentence with all of them.
    /// </summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="candidates">The valid names.</param>
    /// <param name="introduction">The start of the sentence with all candidates, as in <c>The entries are</c>; null for no such
    /// sentence.</param>
    /// <returns>The sentence with a space before it; empty if there is nothing to suggest.</returns>
    public static string Hint(string name, IEnumerable<string> candidates, string? introduction = null)
    {
        if (Find(name, candidates) is { } nearest)
            return DidYouMean([nearest]);
        var list = introduction is null ? "" : string.Join(", ", candidates);
        if (list.Length == 0)
            return "";
        return list.Length <= LongestList
            ? $" {introduction} {list}."
            : $" {introduction} {list.Substring(0, Math.Max(0, list.LastIndexOf(", ", LongestList, StringComparison.Ordinal)))}, …";
    }

    /// <summary>Returns the end of a message, <c> Did you mean 'a' or 'b'?</c>; empty without candidates.</summary>
    public static string DidYouMean(IReadOnlyList<string> candidates)
    {
        if (candidates.Count == 0)
            return "";
        var first = string.Join("', '", candidates.Take(candidates.Count - 1));
        return $" Did you mean '{(first.Length == 0 ? "" : first + "' or '")}{candidates[candidates.Count - 1]}'?";
    }

    /// <summary>Returns true if two normalized names are near each other, and the number of edits between them.</summary>
    public static bool IsNear(string normalized, string other, out int distance)
    {
        var limit = Math.Min(2, Math.Max(normalized.Length, other.Length) / 3);
        distance = Distance(normalized, other, limit);
        return distance <= limit;
    }

    /// <summary>Returns true for two normalized keys with equally many blocks around one name.</summary>
    private static bool IsInOtherBlock(string normalized, string other)
    {
        var (at, end) = (normalized.LastIndexOf('.'), other.LastIndexOf('.'));
        return at > 0 && end > 0
            && string.CompareOrdinal(normalized, at, other, end, int.MaxValue) == 0
            && normalized.Count(c => c == '.') == other.Count(c => c == '.');
    }

    /// <summary>
    /// Returns the number of edits (insert, delete, replace, swap of neighbors) that turn one text into another, or any number above the
    /// limit if there are more. Optimal string alignment (Damerau 1964, Wagner and Fischer 1974).
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
