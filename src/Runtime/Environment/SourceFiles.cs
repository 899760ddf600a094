using System.Security.Cryptography;
using Gen.IO;
using Gen.Storage;

namespace Gen;

/// <summary>The source files that a program was built from, as they are recorded.</summary>
/// <param name="Folder">The folder that their paths are relative to; null if none are recorded.</param>
/// <param name="Kept">The files that are still what was built, and their copies below the folder of runs.</param>
/// <param name="Changed">The files that have changed since the build, or are gone.</param>
internal sealed record SourceFiles(
    string? Folder, IReadOnlyList<(string File, string Copy)> Kept, IReadOnlyList<string> Changed)
{
    // Larger ones are data that a tool has written.
    private const int MaxSize = 10 << 20;

    // The folder of runs is often below that of the project, which would compile files that end with .cs.
    private const string Extension = ".txt";

    public static SourceFiles None { get; } = new(null, [], []);

    /// <summary>Copies the source files to <c>_sources</c>, each content once. There are none where the program runs without them.</summary>
    /// <param name="manifest">What the program was built from.</param>
    /// <param name="runsDirectory">The folder of runs.</param>
    /// <exception cref="IOException">A copy could not be written.</exception>
    public static SourceFiles Keep(BuildManifest manifest, string runsDirectory)
    {
        if (manifest.Root.Length == 0 || !Directory.Exists(manifest.Root))
            return None;
        var (kept, changed) = (new List<(string, string)>(), new List<string>());
        foreach (var (file, hash) in manifest.Sources)
        {
            if (Read(Path.Combine(manifest.Root, file)) is { } content && Convert.ToHexString(SHA256.HashData(content)) == hash)
                kept.Add((file, ArtifactStore.AddSource(Path.GetFileName(file) + Extension, content, runsDirectory)));
            else
                changed.Add(file);
        }

        return new SourceFiles(manifest.Root, kept, changed);
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxSize } ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return null;
        }
    }
}
