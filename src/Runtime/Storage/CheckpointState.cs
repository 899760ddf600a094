using System.Security.Cryptography;
using System.Text;
using Gen.IO;

namespace Gen.Storage;

/// <summary>What tells whether a run has a newer checkpoint.</summary>
internal static class CheckpointState
{
    /// <summary>Returns what is another text when there is a newer checkpoint. Times are not put in order: hosts whose clocks differ may
    /// have written the files.</summary>
    /// <param name="checkpoints">The checkpoint folder of the run, which may not exist.</param>
    public static string Read(string checkpoints)
    {
        var files = new List<string>();
        foreach (var file in RunPath.Files(checkpoints, recursive: true))
        {
            if (Path.GetFileName(file) == RunLock.FileName || file.EndsWith(".tmp", StringComparison.Ordinal))
                continue;
            var info = new FileInfo(file);
            files.Add($"{file[checkpoints.Length..]} {info.Length} {info.LastWriteTimeUtc.Ticks}");
        }

        files.Sort(StringComparer.Ordinal);
        return files.Count == 0 ? "none" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))));
    }
}
