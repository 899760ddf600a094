using Gen.TensorBoard;
using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>The event files of a training: one in each folder that is written to.</summary>
/// <param name="root">The folder that has the others.</param>
/// <param name="time">For the files' names and times.</param>
internal sealed class EventFolders(string root, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, SummaryWriter> _writers = new(StringComparer.Ordinal);

    /// <summary>The folder that has the others.</summary>
    public string Root => root;

    /// <summary>How many points were written to curves.</summary>
    public long Points { get; private set; }

    /// <summary>Makes a folder's event file if this was not done already.</summary>
    /// <param name="folder">The folder's name below the root; empty for the root.</param>
    /// <param name="firstStep">The first step that will be written there.</param>
    /// <returns>True if there are event files of others in the folder.</returns>
    /// <exception cref="EventFileException">It cannot be made.</exception>
    public bool Open(string folder, long firstStep)
    {
        if (_writers.ContainsKey(folder))
            return false;
        var path = Path.Combine(root, folder);
        var others = Directory.Exists(path) && Directory.EnumerateFiles(path, "*tfevents*").Any();
        _writers.Add(folder, new SummaryWriter(path, new SummaryWriterOptions { FirstStep = firstStep, Time = time }));
        return others;
    }

    /// <summary>The writer of a folder that was opened.</summary>
    public SummaryWriter this[string folder] => _writers[folder];

    /// <summary>Adds a point to a curve.</summary>
    public void AddScalar(EventPlace place, double value, long step)
    {
        _writers[place.Folder].AddScalar(place.Tag, value, step);
        Points++;
    }

    /// <summary>Adds a histogram to those of a tag.</summary>
    public void AddHistogram(EventPlace place, HistogramSummary histogram, long step) => _writers[place.Folder].AddHistogram(place.Tag, histogram, step);

    /// <summary>Adds a picture to those of a tag.</summary>
    public void AddImage(EventPlace place, WeightImage image, long step) =>
        _writers[place.Folder].AddImages(place.Tag, image.Pixels, 1, image.Height, image.Width, image.Channels, step);

    public void Dispose()
    {
        foreach (var writer in _writers.Values)
            writer.Dispose();
        _writers.Clear();
    }
}

/// <summary>Where things are written: a folder beside others, and a tag there.</summary>
/// <param name="Folder">Below the callback's own folder; empty for that itself.</param>
/// <param name="Tag">The name in TensorBoard.</param>
internal readonly record struct EventPlace(string Folder, string Tag);

/// <summary>Settles in which folder and under which tag values are shown.</summary>
/// <param name="oneFolder">Training and validation are told apart by tags, not by folders.</param>
/// <param name="metrics">The experiment's metrics.</param>
internal sealed class EventPlaces(bool oneFolder, IReadOnlyList<MetricInfo> metrics)
{
    public const string Own = "";
    public const string Train = "train";
    public const string Validation = "validation";
    public const string Batches = "train_batches";
    public const string Evaluation = "evaluation";

    // A metric may be called val_something itself: only what is logged without the prefix, too, is a value of the validation.
    private readonly HashSet<string> _trainKeys = [LogKeys.Loss, .. metrics.Select(m => m.Name)];

    /// <summary>The folders that callbacks' users may not give to anything else.</summary>
    public static IReadOnlyList<string> Taken { get; } = [Train, Validation, Batches, Evaluation];

    /// <summary>The place of a log value, or of a part of one.</summary>
    /// <param name="logKey">The value's key: <c>val_precision</c>.</param>
    /// <param name="name">Its own name, or a part's: <c>val_precision/3</c>.</param>
    public EventPlace Of(string logKey, string name)
    {
        var ofValidation = logKey.StartsWith(LogKeys.Validation, StringComparison.Ordinal) && _trainKeys.Contains(logKey[LogKeys.Validation.Length..]);
        var tag = ofValidation ? name[LogKeys.Validation.Length..] : name;
        if (!oneFolder)
            return new EventPlace(ofValidation ? Validation : Train, tag);
        return new EventPlace(Own, ofValidation ? $"val/{tag}" : logKey == LogKeys.LearningRate ? tag : $"train/{tag}");
    }

    /// <summary>The place of something that only training or only validation has, and so needs no prefix.</summary>
    public EventPlace In(string folder, string tag) => new(oneFolder ? Own : folder, tag);
}
