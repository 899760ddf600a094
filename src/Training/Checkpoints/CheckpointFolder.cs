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
