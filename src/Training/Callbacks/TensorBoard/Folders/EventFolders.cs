using Gen.TensorBoard;

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
