using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Gen.IO;

namespace Gen.Training.Checkpoints;

/// <summary>The checkpoints of one fit: <c>fit-1</c> in a folder for all of them.</summary>
internal sealed class CheckpointFolder(string root, int fit)
{
    public string Path { get; } = System.IO.Path.Combine(root, $"fit-{fit}");

    /// <summary>The newest last.</summary>
    public List<string> Files => Directory.Exists(Path)
        ? [.. Directory.EnumerateFiles(Path).Where(f => CheckpointName.Order(f) is not null).OrderBy(CheckpointName.Order)]
        : [];

    public string FileOf(FitPosition position) => System.IO.Path.Combine(Path, CheckpointName.Of(position));

    /// <summary>The newest one that is whole; null if there is none.</summary>
    /// <param name="warn">Told of those that are not.</param>
    public Checkpoint? OpenNewest(Action<string> warn)
    {
        foreach (var file in Files.AsEnumerable().Reverse())
        {
            try
            {
                return Checkpoint.Open(file);
            }
            catch (Exception e) when (e is InvalidDataException || FileFailure.Is(e))
            {
                warn($"{e.Message.TrimEnd('.')}: the checkpoint before it is used, if there is one");
            }
        }

        return null;
    }

    /// <summary>
    /// Deletes all but the newest ones. Those that are newer than the one written last are of a course of training that did not go on, because
    /// they were damaged.
    /// </summary>
    public void Keep(int count, string last)
    {
        var files = Files;
        var until = files.IndexOf(last);
        for (var i = 0; i < files.Count; i++)
        {
            if (i > until || i <= until - count)
                File.Delete(files[i]);
        }
    }

    /// <summary>Deletes what a process left that was killed while it wrote.</summary>
    public void RemoveUnfinished()
    {
        if (!Directory.Exists(Path))
            return;
        foreach (var file in Directory.EnumerateFiles(Path, "*.safetensors.tmp"))
            File.Delete(file);
    }

    /// <summary>
    /// Deletes the checkpoints of later fits than one that goes on: what an earlier process saved of them is damaged, or belongs to another course of
    /// training, one with fewer epochs in this fit.
    /// </summary>
    public static void ClearAfter(string root, int fit)
    {
        for (var later = Count(root); later > fit; later--)
            new CheckpointFolder(root, later).Files.ForEach(File.Delete);
    }

    /// <summary>The last fit in a folder that has a checkpoint that is whole; 0 if there is none.</summary>
    public static int LastFit(string root, Action<string> warn)
    {
        for (var fit = Count(root); fit > 0; fit--)
        {
            using var newest = new CheckpointFolder(root, fit).OpenNewest(warn);
            if (newest is not null)
                return fit;
        }

        return 0;
    }

    private static int Count(string root) => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root, "fit-*").Select(d => int.TryParse(System.IO.Path.GetFileName(d).AsSpan(4), out var fit) ? fit : 0).DefaultIfEmpty().Max()
        : 0;
}

/// <summary>
/// Names of checkpoint files: <c>epoch-000003.safetensors</c> is the end of the third epoch, <c>epoch-000003-batch-000120.safetensors</c> is after
/// 120 batches of it.
/// </summary>
internal static partial class CheckpointName
{
    public static string Of(FitPosition position) => position.Batch is { } batch
        ? string.Create(CultureInfo.InvariantCulture, $"epoch-{position.Epoch + 1:D6}-batch-{batch:D6}.safetensors")
        : string.Create(CultureInfo.InvariantCulture, $"epoch-{position.Epoch:D6}.safetensors");

    /// <summary>A number by which later ones are greater; null for a file that is no checkpoint.</summary>
    public static (int Epoch, long Batch)? Order(string path)
    {
        var match = Pattern().Match(Path.GetFileName(path));
        if (!match.Success || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return null;
        if (!match.Groups[2].Success)
            return (epoch, long.MaxValue);
        return int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var batch) ? (epoch, batch) : null;
    }

    [GeneratedRegex(@"^epoch-([0-9]{6,9})(?:-batch-([0-9]{6,9}))?\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <summary>Counts the fits of a run that save checkpoints, from 1; so that a program that trains twice goes on in the second.</summary>
internal sealed class FitNumbers
{
    private static readonly ConditionalWeakTable<Run, FitNumbers> s_ofRuns = [];

    private readonly Dictionary<string, int> _fits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    private int _all;

    /// <summary>Those of a run.</summary>
    public static FitNumbers Of(Run run) => s_ofRuns.GetOrCreateValue(run);

    /// <summary>The number of a fit that begins among all of the run, those that save no checkpoints too.</summary>
    public int NextOfAll() => Interlocked.Increment(ref _all);

    /// <summary>The number of the fit that begins.</summary>
    /// <param name="folder">Where its checkpoints go: each folder counts for itself.</param>
    public int Next(string folder)
    {
        lock (_fits)
            return _fits[folder] = _fits.GetValueOrDefault(folder) + 1;
    }

    /// <summary>The fit in which a run that is resumed goes on. It is looked for once, before the run writes checkpoints of its own.</summary>
    public int Last(string folder, Action<string> warn)
    {
        lock (_fits)
        {
            if (!_last.TryGetValue(folder, out var last))
                _last[folder] = last = CheckpointFolder.LastFit(folder, warn);
            return last;
        }
    }
}
