using System.Text;
using Gen.IO;

namespace Gen.Training.Checkpoints;

/// <summary>All files in a run folder that have weights of its model.</summary>
internal static class SavedWeights
{
    private const string Checkpoints = "checkpoints";

    private static readonly byte[] s_begin = Encoding.ASCII.GetBytes($"{{\"{FileHeader.MetadataKey}\":{{\"{FileHeader.FormatKey}\":\"{FileHeader.Weights}\"");

    /// <param name="folder">The run folder.</param>
    /// <param name="faulty">Told of each file that should have weights and cannot be used.</param>
    public static List<WeightHead> In(string folder, Action<string> faulty)
    {
        var heads = new List<WeightHead>();
        foreach (var file in Files(folder))
        {
            try
            {
                if (WeightHead.Read(file) is { } head)
                    heads.Add(head);
            }
            catch (Exception e) when (e is InvalidDataException || FileFailure.Is(e))
            {
                faulty(e.Message.TrimEnd('.'));
            }
        }

        return heads;
    }

    private static IEnumerable<string> Files(string folder)
    {
        var checkpoints = Path.Combine(folder, Checkpoints);
        var saved = Directory.Exists(checkpoints)
            ? Directory.EnumerateFiles(checkpoints, "*.safetensors", SearchOption.AllDirectories).Where(f => CheckpointName.Order(f) is not null)
            : [];
        return saved.Concat(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(checkpoints + Path.DirectorySeparatorChar, StringComparison.Ordinal) && MayHaveWeights(f))).Order(StringComparer.Ordinal);
    }

    // A file may have any name; one that is named like weights is looked at also where damage hides what it was.
    private static bool MayHaveWeights(string file) => Path.GetExtension(file) switch
    {
        ".weights" or ".safetensors" => true,
        ".tmp" => false,
        _ => BeginsAsWeights(file),
    };

    private static bool BeginsAsWeights(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Span<byte> begin = stackalloc byte[sizeof(ulong) + s_begin.Length];
            return stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin[sizeof(ulong)..].SequenceEqual(s_begin);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return false;
        }
    }
}
