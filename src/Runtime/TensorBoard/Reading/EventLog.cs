using Gen.IO;

namespace Gen.TensorBoard;

/// <summary>
/// A run as its event files tell it: the records of each tag. All files of the folder are read in the order of their names, and again at each
/// <see cref="Refresh"/> from where reading ended. Not thread-safe.
/// </summary>
public sealed class EventLog : IDisposable
{
    private readonly bool _purge;
    private readonly TagTable _tags = new();
    private readonly SortedDictionary<string, EventReader> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<EventRecord>> _records = new(StringComparer.Ordinal);

    /// <summary>Reads a run's folder.</summary>
    /// <param name="folder">The folder; folders in it are runs of their own.</param>
    /// <param name="purge">
    /// Whether a session that starts at a step voids what earlier files have from that step on, as in TensorBoard: a run that was interrupted and resumed
    /// then reads as one. Otherwise all records are kept as they come.
    /// </param>
    /// <exception cref="EventFileException">The folder or a file of it cannot be read.</exception>
    public EventLog(string folder, bool purge = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (Folder, _purge) = (folder, purge);
        try
        {
            Refresh();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The tags that have records, in ordinal order.</summary>
    public IReadOnlyList<string> Tags => [.. _records.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A tag's records in the order in which they were written; none for a tag that does not occur.</summary>
    /// <param name="tag">The tag.</param>
    public IReadOnlyList<EventRecord> this[string tag] => _records.TryGetValue(tag, out var records) ? records : [];

    /// <summary>What could not be read, file by file.</summary>
    public IReadOnlyList<EventDamage> Damage => [.. _readers.Values.SelectMany(static reader => reader.Damage)];

    /// <summary>The event files of a folder in the order of their names.</summary>
    /// <param name="folder">The folder; it alone, not those in it.</param>
    /// <exception cref="EventFileException">The folder is not there or cannot be read.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(static path => EventFileName.IsEventFile(Path.GetFileName(path))).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Reading(folder, e);
        }
    }

    /// <summary>Reads what has come since: more of the files that are there, and new files.</summary>
    /// <exception cref="EventFileException">The folder or a file of it cannot be read.</exception>
    public void Refresh()
    {
        foreach (var path in Files(Folder))
        {
            if (!_readers.ContainsKey(path))
                _readers.Add(path, new EventReader(path, _tags));
        }

        foreach (var reader in _readers.Values)
        {
            foreach (var record in reader.Read())
                Take(record);
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var reader in _readers.Values)
            reader.Dispose();
    }

    private void Take(EventRecord record)
    {
        if (record.Kind is EventKind.SessionStart)
        {
            if (_purge)
                Purge(record.Step);
        }
        else if (record.Tag.Length > 0)
        {
            if (!_records.TryGetValue(record.Tag, out var records))
                _records.Add(record.Tag, records = []);
            records.Add(record);
        }
    }

    private void Purge(long step)
    {
        foreach (var (tag, records) in _records)
        {
            records.RemoveAll(record => record.Step >= step);
            if (records.Count == 0)
                _records.Remove(tag);
        }
    }
}
