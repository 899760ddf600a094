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
        string name;
        using (var stream = File.OpenRead(file))
            name = Path.Combine("_resources", WithHash(file, MD5.HashData(stream)));
        var target = Path.Combine(runsDirectory, name);
        if (!File.Exists(target))
            Copy(file, target);
        return name;
    }

    /// <summary>Writes a content to <c>_sources/NAME_MD5.EXTENSION</c> in the runs directory, unless that exists.</summary>
    /// <returns>The path relative to the runs directory.</returns>
    public static string AddSource(string name, byte[] content, string runsDirectory)
    {
        var kept = Path.Combine("_sources", WithHash(name, MD5.HashData(content)));
        var target = Path.Combine(runsDirectory, kept);
        if (!File.Exists(target))
            Create(target, temporary => File.WriteAllBytes(temporary, content));
        return kept;
    }

    private static string WithHash(string file, byte[] hash) =>
        $"{Path.GetFileNameWithoutExtension(file)}_{Convert.ToHexStringLower(hash)}{Path.GetExtension(file)}";

    private static void Copy(string file, string target) => Create(target, temporary => File.Copy(file, temporary));

    private static void Create(string target, Action<string> write)
    {
        RunPath.CreateFolder(Path.GetDirectoryName(target)!);
        target = RunPath.ForReplacing(target);
        // A name of its own: several processes may copy the same resource.
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(temporary);
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
