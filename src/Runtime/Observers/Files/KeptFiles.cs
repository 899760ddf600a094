using System.Security.Cryptography;

namespace Gen.Observers;

/// <summary>Copies of files that belong to a run: artifacts into its folder, resources once per content into <c>_resources</c> beside the run folders.</summary>
internal static class KeptFiles
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
