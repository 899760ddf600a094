namespace Gen.Observers;

/// <summary>Which names an artifact may have in the run folder.</summary>
internal static class ArtifactNames
{
    private static readonly string[] Reserved = ["run.json", "config.json", "cout.txt", "metrics.json", "metrics.jsonl", "info.json"];

    public static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        foreach (var reserved in Reserved)
        {
            if (name.Equals(reserved, StringComparison.OrdinalIgnoreCase) || name.Equals(reserved + ".tmp", StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"An artifact cannot be named '{name}': the run's record has a file of that name. Pass another name.", nameof(name));
        }

        var outside = Path.IsPathRooted(name);
        foreach (var part in name.Split('/', '\\'))
            outside |= part is "" or "." or "..";
        if (outside)
            throw new ArgumentException($"An artifact's name is a path inside the run folder, such as 'plots/loss.png': '{name}' is not.", nameof(name));
    }
}
