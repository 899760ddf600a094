using System.Globalization;

namespace Gen.Storage;

/// <summary>Finds the folder of the run that a word means: its number in the runs directory, or a path.</summary>
internal static class RunFolders
{
    private const int Shown = 5;

    /// <param name="run">A number or a path.</param>
    /// <param name="runsDirectory">The runs directory, as the user wrote it.</param>
    /// <returns>The absolute path, without a separator at the end.</returns>
    /// <exception cref="ResumeException">There is none; the message names the nearest.</exception>
    public static string Find(string run, string runsDirectory)
    {
        var inRuns = Path.Combine(runsDirectory, run);
        var folder = Directory.Exists(inRuns) ? inRuns : run;
        if (Directory.Exists(folder))
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (run.AsSpan().ContainsAny('/', '\\'))
            throw new ResumeException($"there is no run folder '{run}'");
        if (!Directory.Exists(runsDirectory))
            throw new ResumeException($"there is no run '{run}': there is no runs directory '{runsDirectory}'");
        throw new ResumeException($"there is no run '{run}' in '{runsDirectory}'{Nearest(run, runsDirectory)}");
    }

    private static string Nearest(string run, string runsDirectory)
    {
        var ids = new List<long>();
        foreach (var folder in Directory.EnumerateDirectories(runsDirectory))
        {
            if (long.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                ids.Add(id);
        }

        if (ids.Count == 0)
            return "; there are none";
        // For a word that is no number the last runs are the likeliest.
        var wanted = long.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        var near = ids.OrderBy(id => Math.Abs(id - wanted)).Take(Shown).Order();
        return $"; {(ids.Count <= Shown ? "the runs are" : "the nearest are")} {string.Join(", ", near)}";
    }
}
