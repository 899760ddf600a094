using Gen.Tool.Reading;
using Microsoft.Data.Sqlite;

namespace Gen.Tool.Index;

/// <summary>
/// The rows of the runs below a folder. What the files say is kept in a SQLite file in the user's cache folder, which is a cache and
/// nothing else: where it is missing, damaged, of another version or cannot be opened, the runs are read again.
/// </summary>
/// <param name="say">Shows a line.</param>
internal sealed class RunIndex(Action<string> say) : IDisposable
{
    private const int Readers = 16;
    private const int Database = 26, Corrupt = 11, Schema = 1;

    private CacheFile? _cache;

    /// <summary>Reads the runs.</summary>
    /// <param name="root">The absolute path of a folder of runs.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public List<RunRow> Read(string root)
    {
        var found = RunFinder.Find(root);
        var file = CacheFile.PathOf(root);
        try
        {
            return Read(found, file);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            if (e is not SqliteException { SqliteErrorCode: Database or Corrupt or Schema } || !TryDelete(file))
            {
                say($"The index '{file}' cannot be used, and all runs are read: {e.Message}");
                return [.. ReadAll(found).Select(r => Liveness.Judge(r, null))];
            }
        }

        say("The index was damaged, and is built again.");
        return Read(found, file);
    }

    /// <summary>Closes the file; the entries and scalars of rows cannot be read any more.</summary>
    public void Dispose() => _cache?.Dispose();

    private List<RunRow> Read(List<FoundRun> found, string file)
    {
        _cache?.Dispose();
        var cache = _cache = new CacheFile(file);
        var known = cache.Read();
        var rows = new RunRow?[found.Count];
        var missing = new List<int>();
        for (var i = 0; i < found.Count; i++)
        {
            if (known.TryGetValue(found[i].Id, out var entry) && entry.Stamp == found[i].Stamp && !entry.IsOpen)
                rows[i] = RowCodec.Read(found[i], entry.Row, ValuesOf(cache, found[i]));
            else
                missing.Add(i);
        }

        var read = ReadAll([.. missing.Select(i => found[i])]);
        var changes = new List<CacheEntry>();
        for (var i = 0; i < missing.Count; i++)
        {
            var (run, row) = (found[missing[i]], read[i]);
            Observation? seen = null;
            if (row.RecordedStatus == "RUNNING")
            {
                var beat = $"{row.Heartbeat:O}";
                seen = known.TryGetValue(run.Id, out var earlier) && earlier.Beat == beat ? earlier.Seen : null;
                changes.Add(new CacheEntry(
                    run.Id, run.Stamp, RowCodec.Write(row), RowCodec.WriteValues(row), true, beat, seen ?? Observation.Now()));
            }
            else
            {
                // A record that has just been written may change within the same tick of the file system's clock.
                var isSettled = DateTime.UtcNow - File.GetLastWriteTimeUtc(run.Folder) > TimeSpan.FromSeconds(2);
                changes.Add(new CacheEntry(
                    run.Id, run.Stamp, RowCodec.Write(row), RowCodec.WriteValues(row), row.IsOpen || !isSettled, null, null));
            }

            rows[missing[i]] = Liveness.Judge(row, seen);
        }

        cache.Write(changes, known.Keys.Except(found.Select(f => f.Id)));
        return [.. rows.Select(r => r!)];
    }

    // Another process may have changed or damaged the index meanwhile.
    private static Func<RunValues> ValuesOf(CacheFile cache, FoundRun run) => () =>
    {
        try
        {
            if (cache.ReadValues(run.Id) is { } values)
                return RowCodec.ReadValues(values);
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
        }

        return RunReader.Read(run).Values.Value;
    };

    private static RunRow[] ReadAll(List<FoundRun> runs)
    {
        var rows = new RunRow[runs.Count];
        Parallel.For(0, runs.Count, new ParallelOptions { MaxDegreeOfParallelism = Readers }, i => rows[i] = RunReader.Read(runs[i]));
        return rows;
    }

    private bool TryDelete(string file)
    {
        try
        {
            _cache?.Dispose();
            File.Delete(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
