using Gen.Tool.Queries;
using Gen.Tool.Reading;

namespace Gen.Tool.Output;

/// <summary>Chooses the columns of a table of runs.</summary>
internal static class RunColumns
{
    private const int MaxEntries = 6, MaxScalars = 3;

    /// <summary>Returns the columns that a user asked for.</summary>
    /// <param name="names">The names, separated by commas.</param>
    /// <param name="runs">The runs.</param>
    /// <exception cref="UserErrorException">No run has a column.</exception>
    public static List<RunField> Given(string names, IReadOnlyList<RunRow> runs) =>
        [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => RunField.Find(n, runs))];

    /// <summary>Returns what tells the runs from each other: the entries in which they differ, and the scalars that all of them are judged
    /// by, those of the validation first.</summary>
    public static List<RunField> Default(IReadOnlyList<RunRow> runs)
    {
        var names = new List<string> { "id", "status" };
        if (runs.Select(r => r.Experiment).Distinct().Count() > 1)
            names.Add("experiment");
        names.AddRange(["start", "duration"]);
        var columns = names.Select(n => RunField.Find(n, runs)).ToList();
        columns.AddRange(Differing(runs).Take(MaxEntries).Select(RunField.OfConfig));
        foreach (var scalar in Scalars(runs).Take(MaxScalars))
        {
            columns.Add(RunField.OfScalar(scalar, "last", scalar));
            if (runs.Any(r => r.Scalars.TryGetValue(scalar, out var s) && !s.Best(scalar).Equals(s.Last)))
                columns.Add(RunField.OfScalar(scalar, "best", scalar + ".best"));
        }

        foreach (var name in (string[])["result", "tags", "note"])
        {
            var field = RunField.Find(name, runs);
            if (runs.Any(r => field.Read(r) is { } value && (name != "result" || value.Number is not null)))
                columns.Add(field);
        }

        return columns;
    }

    /// <summary>Returns all columns: the properties, each entry, and each scalar with its last and its best value.</summary>
    public static List<RunField> All(IReadOnlyList<RunRow> runs) =>
    [
        .. RunField.Properties.Select(n => RunField.Find(n, runs)),
        .. Keys(runs).Select(RunField.OfConfig),
        .. Scalars(runs).SelectMany(s => (RunField[])[RunField.OfScalar(s, "last", s), RunField.OfScalar(s, "best", s + ".best")]),
    ];

    /// <summary>Returns the keys of the entries in which runs differ, but for the seed; first those that a command line changed.</summary>
    public static IEnumerable<string> Differing(IReadOnlyList<RunRow> runs)
    {
        var changed = runs.SelectMany(r => r.Changed).ToHashSet();
        return Keys(runs)
            .Where(k => k != "seed" && runs.Select(r => r.Config.GetValueOrDefault(k)).Distinct().Skip(1).Any())
            .OrderBy(k => !changed.Contains(k));
    }

    /// <summary>Returns the names of the scalars in the order in which they matter: those of the validation first.</summary>
    public static IEnumerable<string> Scalars(IReadOnlyList<RunRow> runs) => runs
        .SelectMany(r => r.Scalars.Keys).GroupBy(n => n)
        .OrderBy(g => !g.Key.StartsWith("val", StringComparison.OrdinalIgnoreCase))
        .ThenByDescending(g => g.Count())
        .ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => g.Key);

    private static IEnumerable<string> Keys(IReadOnlyList<RunRow> runs) => runs.SelectMany(r => r.Config.Keys).Distinct();
}
