using System.Text;
using Gen.IO;

namespace Gen.Training.Checkpoints;

/// <summary>Search for the weights that a run saved.</summary>
internal static class SavedWeights
{
    private const string Checkpoints = "checkpoints";

    private static readonly byte[] s_start = Encoding.ASCII.GetBytes(
        $"{{\"{SafetensorsHeader.MetadataKey}\":{{\"{SafetensorsHeader.FormatKey}\":\"{SafetensorsHeader.Weights}\""
    );

    /// <summary>Finds all files with weights in a run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="onError">Called with the error of each file that should have weights but cannot be used.</param>
    public static List<WeightsMetadata> Find(string folder, Action<string> onError)
    {
        var found = new List<WeightsMetadata>();
        foreach (var file in Files(folder, e => onError(e.TrimEnd('.'))))
        {
            try
            {
                if (WeightsMetadata.Read(file) is { } metadata)
                    found.Add(metadata);
            }
            catch (Exception e) when (e is InvalidDataException || FileFailure.Is(e))
            {
                onError(e.Message.TrimEnd('.'));
            }
        }

        return found;
    }

    private static IEnumerable<string> Files(string folder, Action<string> onError)
    {
        var checkpoints = Path.Combine(folder, Checkpoints);
        return Enumerate(() => RunPath.Files(checkpoints, recursive: true, onError), onError)
            .Where(f => CheckpointName.Order(f) is not null)
            .Concat(
                Enumerate(() => RunPath.Files(folder, recursive: true), onError)
                    .Where(f => !f.StartsWith(checkpoints + Path.DirectorySeparatorChar, StringComparison.Ordinal) && MayHaveWeights(f))
            )
            .Order(StringComparer.Ordinal);
    }

    private static List<string> Enumerate(Func<IEnumerable<string>> files, Action<string> onError)
    {
        try
        {
            return [.. files()];
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            onError(e.Message);
            return [];
        }
    }

    // Weights may have any name. Files with the usual extensions are read even if their beginning is corrupt.
    private static bool MayHaveWeights(string file) => Path.GetExtension(file) switch
    {
        ".weights" or ".safetensors" => true,
        ".tmp" => false,
        _ => StartsAsWeights(file),
    };

    private static bool StartsAsWeights(string file)
    {
        try
        {
            using var stream = new FileStream(
                RunPath.ForReading(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Span<byte> begin = stackalloc byte[sizeof(ulong) + s_start.Length];
            return stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length
                && begin[sizeof(ulong)..].SequenceEqual(s_start);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return false;
        }
    }

    /// <summary>Returns the weights to load in the order in which to try them: where a file is corrupt, the next one is used.</summary>
    /// <param name="run">The run's id, for messages.</param>
    /// <param name="files">The files with weights.</param>
    /// <param name="which">The best weights or the last.</param>
    /// <param name="monitor">The monitored value of the best weights; null if there is only one.</param>
    /// <exception cref="RestoreException">There are no best weights by that value, or <paramref name="monitor"/> is null and there are
    /// several.</exception>
    public static List<WeightsCandidate> InOrder(string run, IReadOnlyList<WeightsMetadata> files, Weights which, string? monitor)
    {
        var best = files.SelectMany(h => h.Bests.Select(b => new WeightsCandidate(h, b))).ToList();
        if (monitor is not null && !best.Exists(b => b.Best!.Monitor == monitor))
            throw new RestoreException(
                $"Run {run} has no best weights by '{monitor}'." + (best.Count > 0 ? $" It has best weights by {MonitorNames(best)}." : "")
            );

        // The fits of a run may train different models, so the last fit comes first.
        return
        [
            .. files
                .GroupBy(h => h.Fit)
                .OrderByDescending(g => g.Key)
                .SelectMany(fit =>
                    which == Weights.Best
                        ? Bests(run, best.Where(b => b.File.Fit == fit.Key && (monitor is null || b.Best!.Monitor == monitor)).ToList())
                            .Concat(Lasts(fit))
                        : Lasts(fit)
                ),
        ];
    }

    private static IEnumerable<WeightsCandidate> Bests(string run, List<WeightsCandidate> best)
    {
        // A file of weights was the best when it was written; a checkpoint has the best so far.
        var files = best.Where(b => !b.File.IsCheckpoint).OrderByDescending(b => b.Best!.Epochs).ToList();
        var checkpoints = best.Where(b => b.File.IsCheckpoint).OrderByDescending(b => b.File.Step).ToList();
        var first = files.Count > 0 ? files : checkpoints;
        if (first.Select(b => b.Best!.Monitor).Distinct().Count() > 1)
            throw new RestoreException($"Run {run} has best weights by {MonitorNames(first)}. Pass one of them as monitor.");
        return files.Concat(checkpoints.Where(k => k.Best!.Monitor == first[0].Best!.Monitor));
    }

    private static IEnumerable<WeightsCandidate> Lasts(IEnumerable<WeightsMetadata> files) =>
        files.OrderByDescending(h => h.Step).ThenByDescending(h => h.IsCheckpoint).Select(h => new WeightsCandidate(h, null));

    private static string MonitorNames(IEnumerable<WeightsCandidate> best) =>
        string.Join(" and ", best.Select(b => $"'{b.Best!.Monitor}'").Distinct().Order(StringComparer.Ordinal));
}

/// <summary>A set of weights in a file: those of the model when it was written, or the best so far.</summary>
internal sealed record WeightsCandidate(WeightsMetadata File, BestWeights? Best)
{
    public string Prefix => Best?.Prefix ?? File.Prefix;

    public LoadedWeights Loaded =>
        new(File.Path, File.Fit, Best?.Epochs ?? File.Epochs, File.Step, Best?.Monitor, Best?.Value ?? double.NaN)
        {
            ClassNames = File.ClassNames,
        };
}
