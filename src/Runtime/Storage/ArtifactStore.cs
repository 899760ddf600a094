using System.Security.Cryptography;

namespace Gen.Storage;

/// <summary>Copies of files that belong to a run: artifacts into its folder, resources once per content into <c>_resources</c> beside the run folders.</summary>
internal static class ArtifactStore
{
    /// <summary>Copies under a temporary name and renames, so that no half an artifact is ever seen.</summary>
    public static void KeepArtifact(string file, string runFolder, string name)
    {
        var target = Path.Combine(runFolder, name);
        if (Path.GetFullPath(target) != file)
            Copy(file, target);
    }

    /// <summary>Keeps the file as <c>_resources/stem_md5.ext</c> of the runs directory.</summary>
    /// <returns>The path inside the runs directory.</returns>
    public static string KeepResource(string file, string runsDirectory)
    {
        string hash;
        using (var stream = File.OpenRead(file))
            hash = Convert.ToHexStringLower(MD5.HashData(stream));
        var kept = Path.Combine("_resources", $"{Path.GetFileNameWithoutExtension(file)}_{hash}{Path.GetExtension(file)}");
        var target = Path.Combine(runsDirectory, kept);
        if (!File.Exists(target))
            Copy(file, target);
        return kept;
    }

    private static void Copy(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.Copy(file, temporary);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw;
        }
    }
}

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
