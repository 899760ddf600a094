using System.Globalization;

namespace Gen.Storage;

/// <summary>Finds run folders by what a user writes: the number of a run, or the path of its folder.</summary>
internal static class RunFolders
{
    private const int MaxShown = 5;

    /// <param name="run">A number or a path.</param>
    /// <param name="runsDirectory">The runs directory, as the user wrote it.</param>
    /// <returns>The absolute path, without a separator at the end.</returns>
    /// <exception cref="ResumeException">The run does not exist. The message names the nearest ones.</exception>
    public static string Find(string run, string runsDirectory)
    {
        var inRuns = Path.Combine(runsDirectory, run);
        var folder = Directory.Exists(inRuns) ? inRuns : run;
        if (Directory.Exists(folder))
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (run.AsSpan().ContainsAny('/', '\\'))
            throw new ResumeException($"Run folder '{run}' does not exist.");
        if (!Directory.Exists(runsDirectory))
            throw new ResumeException($"Run '{run}' does not exist: there is no runs directory '{runsDirectory}'.");
        throw new ResumeException($"Run '{run}' does not exist in '{runsDirectory}'. {Nearest(run, runsDirectory)}");
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
            return "It has no runs.";
        // For a word that is not a number, the latest runs are the likeliest.
        var wanted = long.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        var nearest = ids.OrderBy(id => Math.Abs(id - wanted)).Take(MaxShown).Order();
        return $"{(ids.Count <= MaxShown ? "The runs are" : "The nearest are")} {string.Join(", ", nearest)}.";
    }
}
