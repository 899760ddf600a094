using Gen.TensorBoard;

namespace Gen.Training;

/// <summary>The event files of a training, one in each folder that is written to.</summary>
/// <param name="root">The folder of the callback.</param>
/// <param name="time">The clock for the names of files and the times of records.</param>
internal sealed class EventFolders(string root, TimeProvider time) : IDisposable
{
    public const string Own = "";
    public const string Train = "train";
    public const string Validation = "validation";
    public const string Batches = "train_batches";
    public const string ValidationBatches = "validation_batches";
    public const string Evaluation = "evaluation";

    private readonly Dictionary<string, SummaryWriter> _writers = new(StringComparer.Ordinal);

    /// <summary>The folder of the callback.</summary>
    public string Root => root;

    /// <summary>The writer of a folder that was opened.</summary>
    public SummaryWriter this[string folder] => _writers[folder];

    /// <summary>Creates the event file of a folder unless it is open.</summary>
    /// <param name="folder">The path of the folder, relative to the root; empty for the root.</param>
    /// <param name="firstStep">The first step that will be written there.</param>
    /// <returns>Whether the folder has event files of earlier trainings.</returns>
    /// <exception cref="EventFileException">The file cannot be created.</exception>
    public bool Open(string folder, long firstStep)
    {
        if (_writers.ContainsKey(folder))
            return false;
        var path = Path.Combine(root, folder);
        var hasOthers = HasEvents(path);
        _writers.Add(folder, new SummaryWriter(path, new SummaryWriterOptions { FirstStep = firstStep, Time = time }));
        return hasOthers;
    }

    /// <summary>Returns whether a folder has an event file with values.</summary>
    public static bool HasEvents(string folder) => Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, "*tfevents*").Any(f => !f.EndsWith(".profile-empty", StringComparison.Ordinal));

    public void Dispose()
    {
        foreach (var writer in _writers.Values)
            writer.Dispose();
        _writers.Clear();
    }
}
