using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Gen.IO;

namespace Gen.Training.Checkpoints;

/// <summary>The folder with the checkpoints of a fit: <c>fit-1</c> in the folder of all fits.</summary>
internal sealed class CheckpointFolder(string root, int fit)
{
    public string Path { get; } = System.IO.Path.Combine(root, $"fit-{fit}");

    /// <summary>The checkpoint files, the newest last.</summary>
    public List<string> Files =>
        [.. RunPath.Files(Path).Where(f => CheckpointName.Order(f) is not null).OrderBy(CheckpointName.Order)];

    public string FileOf(FitPosition position) => System.IO.Path.Combine(Path, CheckpointName.Format(position));

    /// <summary>Opens the newest checkpoint that is not corrupt; null if there is none.</summary>
    /// <param name="warn">Called with the error of each corrupt one.</param>
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
                warn($"{e.Message.TrimEnd('.')}. The previous checkpoint is used, if there is one.");
            }
        }

        return null;
    }

    /// <summary>
    /// Deletes all but the last checkpoints. Files newer than the one written last are from before the resume, and corrupt.
    /// </summary>
    public void KeepLast(int count, string last)
    {
        var files = Files;
        var until = files.IndexOf(last);
        for (var i = 0; i < files.Count; i++)
        {
            if (i > until || i <= until - count)
                RunPath.Delete(files[i]);
        }
    }

    /// <summary>Deletes incomplete files of a process that was killed.</summary>
    public void RemoveUnfinished()
    {
        foreach (var file in RunPath.Files(Path).Where(f => f.EndsWith(".safetensors.tmp", StringComparison.Ordinal)))
            RunPath.Delete(file);
    }

    /// <summary>
    /// Deletes the checkpoints of fits after the one that continues: they are corrupt, or from a training with fewer epochs in this fit.
    /// </summary>
    public static void ClearAfter(string root, int fit)
    {
        for (var later = Count(root); later > fit; later--)
            new CheckpointFolder(root, later).Files.ForEach(RunPath.Delete);
    }

    /// <summary>Returns the last fit with a checkpoint that is not corrupt; 0 if there is none.</summary>
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

    private static int Count(string root) =>
        Directory.Exists(root)
            ? Directory
                .EnumerateDirectories(RunPath.Folder(root), "fit-*")
                .Select(d => int.TryParse(System.IO.Path.GetFileName(d).AsSpan(4), out var fit) ? fit : 0)
                .DefaultIfEmpty()
                .Max()
            : 0;
}

/// <summary>
/// The names of checkpoint files: <c>epoch-000003.safetensors</c> is the end of the third epoch,
/// <c>epoch-000003-batch-000120.safetensors</c> is after 120 batches of it.
/// </summary>
internal static partial class CheckpointName
{
    public static string Format(FitPosition position) => position.Batch is { } batch
        ? string.Create(CultureInfo.InvariantCulture, $"epoch-{position.Epoch + 1:D6}-batch-{batch:D6}.safetensors")
        : string.Create(CultureInfo.InvariantCulture, $"epoch-{position.Epoch:D6}.safetensors");

    /// <summary>Returns the sort key of a file; null if it is not a checkpoint.</summary>
    public static (int Epoch, long Batch)? Order(string path)
    {
        var match = Pattern().Match(Path.GetFileName(path));
        if (!match.Success || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return null;
        if (!match.Groups[2].Success)
            return (epoch, long.MaxValue);
        return int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var batch)
            ? (epoch, batch)
            : null;
    }

    [GeneratedRegex(@"^epoch-([0-9]{6,9})(?:-batch-([0-9]{6,9}))?\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <summary>Numbers the fits of a run from 1, so that a program with two fits resumes in the second.</summary>
internal sealed class FitNumbers
{
    private static readonly ConditionalWeakTable<Run, FitNumbers> s_ofRuns = [];

    private readonly Dictionary<string, int> _fits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    private int _all;

    /// <summary>Returns the numbers of a run.</summary>
    public static FitNumbers ForRun(Run run) => s_ofRuns.GetOrCreateValue(run);

    /// <summary>Returns the number of a new fit among all fits of the run, also those that save no checkpoints.</summary>
    public int NextOfAll() => Interlocked.Increment(ref _all);

    /// <summary>Returns the number of a new fit.</summary>
    /// <param name="folder">The folder of its checkpoints. Each folder is numbered separately.</param>
    public int Next(string folder)
    {
        lock (_fits)
            return _fits[folder] = _fits.GetValueOrDefault(folder) + 1;
    }

    /// <summary>Returns the fit in which a resumed run continues, determined once before the run writes checkpoints.</summary>
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
