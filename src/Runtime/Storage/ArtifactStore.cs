using System.Security.Cryptography;
using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// Copies files that belong to a run: artifacts into its folder, resources once per content into <c>_resources</c> beside the run folders.
/// </summary>
internal static class ArtifactStore
{
    private static readonly string[] ReservedNames =
        ["run.json", "run.json" + ReservedFile.Suffix, "config.json", "cout.txt", "metrics.json", "metrics.jsonl", "info.json"];

    /// <summary>Checks that an artifact may have a name in the run folder.</summary>
    /// <exception cref="ArgumentException">The name is reserved or leads out of the folder.</exception>
    public static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var target = name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        if (ReservedNames.Contains(target, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"An artifact cannot be named '{name}', which is a file of the run's record.", nameof(name));

        if (Path.IsPathRooted(name) || name.Split('/', '\\').Any(part => part is "" or "." or ".."))
        {
            throw new ArgumentException(
                $"An artifact's name must be a path inside the run folder, such as 'plots/loss.png', but was '{name}'.", nameof(name));
        }
    }

    /// <summary>Copies a file into a run folder. No reader ever sees a part of it.</summary>
    public static void AddArtifact(string file, string runFolder, string name)
    {
        var target = Path.Combine(runFolder, name);
        if (Path.GetFullPath(target) != file)
            Copy(file, target);
    }

    /// <summary>Copies a file to <c>_resources/NAME_MD5.EXTENSION</c> in the runs directory, unless that exists.</summary>
    /// <returns>The path relative to the runs directory.</returns>
    public static string AddResource(string file, string runsDirectory)
    {
        string hash;
        using (var stream = File.OpenRead(file))
            hash = Convert.ToHexStringLower(MD5.HashData(stream));
        var name = Path.Combine("_resources", $"{Path.GetFileNameWithoutExtension(file)}_{hash}{Path.GetExtension(file)}");
        var target = Path.Combine(runsDirectory, name);
        if (!File.Exists(target))
            Copy(file, target);
        return name;
    }

    private static void Copy(string file, string target)
    {
        RunPath.CreateFolder(Path.GetDirectoryName(target)!);
        target = RunPath.ForReplacing(target);
        // A name of its own: several processes may copy the same resource.
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
