using System.Globalization;
using Gen.Tool.Reading;

namespace Gen.Tool.Repeats;

/// <summary>Compares the scalars of a run with those of the run that it repeats, bit for bit.</summary>
internal static class ScalarComparison
{
    private const int MaxLines = 10;

    /// <summary>Compares two runs.</summary>
    /// <param name="first">The earlier run. Of one that did not complete, only the points that it has are compared.</param>
    /// <param name="second">The later run.</param>
    /// <returns>Whether they are equal, and lines that say so or where they differ, the first step first.</returns>
    public static (bool AreEqual, IReadOnlyList<string> Lines) Compare(RunRow first, RunRow second)
    {
        var (before, after) = (ScalarReader.Series(first, null, takesTimes: false), ScalarReader.Series(second, null, takesTimes: false));
        var isWhole = first.RecordedStatus == "COMPLETED";
        var differences = new List<(double Step, string Text)>();
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            if (!after.TryGetValue(name, out var now))
                differences.Add((before[name].Steps.FirstOrDefault(), $"{name} is missing in run {second.Id}."));
            else if (!before.TryGetValue(name, out var then))
                AddIf(isWhole, now.Steps.FirstOrDefault(), $"{name} is missing in run {first.Id}.");
            else if (Difference(then, now, isWhole) is { } difference)
                differences.Add((difference.Step, $"{name} {difference.Text}"));
        }

        if (differences.Count == 0)
        {
            var points = before.Values.Sum(s => (long)s.Count);
            var extent = isWhole ? "" : $" as far as run {first.Id} goes";
            return (true, [string.Create(
                CultureInfo.InvariantCulture,
                $"Run {second.Id} repeats run {first.Id}: {Count(points, "value")} of {Count(before.Count, "scalar")} {(points == 1 ? "is" : "are")} equal{extent}.")]);
        }

        var lines = differences.OrderBy(d => d.Step).Select(d => d.Text).Take(MaxLines).ToList();
        if (differences.Count > MaxLines)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{differences.Count - MaxLines} more scalars differ."));
        return (false, lines);

        void AddIf(bool condition, double step, string text)
        {
            if (condition)
                differences.Add((step, text));
        }
    }

    private static (double Step, string Text)? Difference(ScalarPoints then, ScalarPoints now, bool isWhole)
    {
        var (steps, values, otherSteps, otherValues) = (then.Steps, then.Values, now.Steps, now.Values);
        for (var i = 0; i < Math.Min(then.Count, now.Count); i++)
        {
            if (!steps[i].Equals(otherSteps[i]))
                return (steps[i], Text($"differs: its value {i + 1} was at step {steps[i]:R} and is at step {otherSteps[i]:R}."));
            if (!AreSame(values[i], otherValues[i]))
                return (steps[i], Text($"differs at step {steps[i]:R}: it was {values[i]:R} and is {otherValues[i]:R}."));
        }

        return now.Count < then.Count || (isWhole && now.Count > then.Count)
            ? (then.Count < now.Count ? otherSteps[then.Count] : steps[now.Count], Text($"had {then.Count} values and has {now.Count}."))
            : null;
    }

    // NaN is NaN; 0 and -0 have different bits.
    private static bool AreSame(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    private static string Count(long count, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {name}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
