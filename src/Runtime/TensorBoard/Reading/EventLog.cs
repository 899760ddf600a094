using Gen.IO;

namespace Gen.TensorBoard;

/// <summary>
/// The records of a run by tag. All event files of the folder are read in the order of their names; <see cref="Refresh"/> reads what was
/// added since. Not thread-safe.
/// </summary>
public sealed class EventLog : IDisposable
{
    private readonly bool _purge;
    private readonly TagTable _tags = new();
    private readonly SortedDictionary<string, EventReader> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<EventRecord>> _records = new(StringComparer.Ordinal);

    /// <summary>Reads the event files of a folder.</summary>
    /// <param name="folder">The run's folder. Its subfolders are other runs.</param>
    /// <param name="purge">
    /// Whether the start of a session removes earlier records from its step on, as in TensorBoard, so that a resumed run reads as one. The
    /// default is true.
    /// </param>
    /// <exception cref="EventFileException">The folder or a file cannot be read.</exception>
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

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>The tags with records, in ordinal order.</summary>
    public IReadOnlyList<string> Tags => [.. _records.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The records of a tag in the order they were written; empty for an unknown tag.</summary>
    /// <param name="tag">The tag.</param>
    public IReadOnlyList<EventRecord> this[string tag] => _records.TryGetValue(tag, out var records) ? records : [];

    /// <summary>The errors of all files.</summary>
    public IReadOnlyList<EventReadError> Errors => [.. _readers.Values.SelectMany(static reader => reader.Errors)];

    /// <summary>Returns the event files of a folder in the order of their names.</summary>
    /// <param name="folder">The folder. Its subfolders are not searched.</param>
    /// <exception cref="EventFileException">The folder does not exist or cannot be read.</exception>
    public static IReadOnlyList<string> FindFiles(string folder)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(RunPath.Folder(folder))
                    .Where(static path => EventFileName.IsEventFile(Path.GetFileName(path)))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Reading(folder, e);
        }
    }

    /// <summary>Reads the records that were added since, in known and new files.</summary>
    /// <exception cref="EventFileException">The folder or a file cannot be read.</exception>
    public void Refresh()
    {
        foreach (var path in FindFiles(Folder))
        {
            if (!_readers.ContainsKey(path))
                _readers.Add(path, new EventReader(path, _tags));
        }

        foreach (var reader in _readers.Values)
        {
            foreach (var record in reader.Read())
                Add(record);
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var reader in _readers.Values)
            reader.Dispose();
    }

    private void Add(EventRecord record)
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
