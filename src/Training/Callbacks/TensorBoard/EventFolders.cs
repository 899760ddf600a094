using Gen.IO;
using Gen.TensorBoard;

namespace Gen.Training;

/// <summary>The event files of a training, one in each folder that is written to.</summary>
/// <param name="root">The folder of the callback.</param>
/// <param name="time">The clock for the names of files and the times of records.</param>
/// <param name="output">The output of the callback.</param>
/// <param name="context">The training.</param>
internal sealed class EventFolders(string root, TimeProvider time, CallbackOutput output, TrainingContext context) : IDisposable
{
    public const string Own = "";
    public const string Train = "train";
    public const string Validation = "validation";
    public const string Batches = "train_batches";
    public const string ValidationBatches = "validation_batches";
    public const string Evaluation = "evaluation";

    private readonly Dictionary<string, EventFolder> _folders = new(StringComparer.Ordinal);

    /// <summary>The folder of the callback.</summary>
    public string Root => root;

    /// <summary>A folder that was opened.</summary>
    public EventFolder this[string folder] => _folders[folder];

    /// <summary>Creates the event file of a folder unless it is open.</summary>
    /// <param name="folder">The path of the folder, relative to the root; empty for the root.</param>
    /// <param name="firstStep">The first step that will be written there.</param>
    /// <returns>Whether the folder has event files of earlier trainings.</returns>
    public bool Open(string folder, long firstStep)
    {
        if (_folders.ContainsKey(folder))
            return false;
        var path = Path.Combine(root, folder);
        var hasOthers = HasEvents(path);
        var added = new EventFolder(path, new SummaryWriterOptions { FirstStep = firstStep, Time = time }, output, context);
        _folders.Add(folder, added);
        added.Create();
        return hasOthers;
    }

    /// <summary>Returns the event files in a folder, empty ones of profiles included.</summary>
    public static IEnumerable<string> EventFiles(string folder) =>
        RunPath.Files(folder).Where(f => Path.GetFileName(f).Contains("tfevents", StringComparison.Ordinal));

    /// <summary>Returns whether a folder has an event file with values.</summary>
    private static bool HasEvents(string folder)
    {
        try
        {
            return EventFiles(folder).Any(f => !f.EndsWith(".profile-empty", StringComparison.Ordinal));
        }
        catch (Exception e) when (CallbackOutput.IsFailure(e))
        {
            // To write there fails, too, which is reported.
            return false;
        }
    }

    public void Dispose()
    {
        foreach (var folder in _folders.Values)
            folder.Dispose();
        _folders.Clear();
    }
}
