using System.Security.Cryptography;
using System.Text;
using Gen.Tool.Reading;
using Microsoft.Data.Sqlite;

namespace Gen.Tool.Index;

/// <summary>What is kept of a run.</summary>
/// <param name="Id">The run.</param>
/// <param name="Stamp">The stamp of its files when they were read.</param>
/// <param name="Row">The row; see <see cref="RowCodec"/>.</param>
/// <param name="Values">Its entries and scalars; not read with the others.</param>
/// <param name="IsOpen">Whether the files are read again in any case.</param>
/// <param name="Beat">The heartbeat of a run that is recorded as running.</param>
/// <param name="Seen">When that heartbeat was first seen.</param>
internal sealed record CacheEntry(string Id, string Stamp, byte[] Row, byte[]? Values, bool IsOpen, string? Beat, Observation? Seen);

/// <summary>The file of the index of a folder.</summary>
internal sealed class CacheFile : IDisposable
{
    private const int Version = 1;
    private const int MostSingle = 100;

    private readonly SqliteConnection _connection;
    private SqliteCommand? _values;
    private Dictionary<string, byte[]>? _all;
    private int _asked;

    /// <summary>Opens or creates the file. One of another version is emptied.</summary>
    /// <exception cref="SqliteException">The file is damaged, locked or cannot be written.</exception>
    public CacheFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 2,
        }.ToString());
        _connection.Open();
        try
        {
            Execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF");
            if ((long)Scalar("PRAGMA user_version")! != Version)
                Execute($"""
                    BEGIN IMMEDIATE;
                    DROP TABLE IF EXISTS runs;
                    DROP TABLE IF EXISTS run_values;
                    CREATE TABLE runs (
                        id TEXT PRIMARY KEY, stamp TEXT NOT NULL, row BLOB NOT NULL, open INTEGER NOT NULL, beat TEXT, boot TEXT, ticks INTEGER
                    );
                    CREATE TABLE run_values (id TEXT PRIMARY KEY, content BLOB NOT NULL);
                    PRAGMA user_version={Version};
                    COMMIT
                    """);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Returns the path of the index of a folder, which is named after the folder's own path.</summary>
    public static string PathOf(string root)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var real = new DirectoryInfo(root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? root;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(real)));
        return Path.Combine(cache, "gen", $"runs-{hash[..16]}.db");
    }

    public Dictionary<string, CacheEntry> Read()
    {
        var entries = new Dictionary<string, CacheEntry>();
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, stamp, row, open, beat, boot, ticks FROM runs";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var id = reader.GetString(0);
            entries[id] = new CacheEntry(
                id,
                reader.GetString(1),
                (byte[])reader.GetValue(2),
                null,
                reader.GetBoolean(3),
                reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.IsDBNull(5) ? null : new Observation(reader.GetString(5), reader.GetInt64(6)));
        }

        return entries;
    }

    /// <summary>Returns the entries and scalars of a run; null if the run is not known any more.</summary>
    public byte[]? ReadValues(string id)
    {
        // A condition on an entry asks for those of all runs: 10,000 in one query take a tenth of the time.
        if (++_asked == MostSingle)
            _all = ReadAllValues();
        if (_all is not null)
            return _all.GetValueOrDefault(id);
        if (_values is null)
        {
            _values = _connection.CreateCommand();
            _values.CommandText = "SELECT content FROM run_values WHERE id = $id";
            _values.Parameters.Add("$id", SqliteType.Text);
        }

        _values.Parameters[0].Value = id;
        return (byte[]?)_values.ExecuteScalar();
    }

    public void Write(IReadOnlyList<CacheEntry> entries, IEnumerable<string> gone)
    {
        var deleted = gone.ToList();
        if (entries.Count == 0 && deleted.Count == 0)
            return;
        using var transaction = _connection.BeginTransaction();
        using var command = _connection.CreateCommand();
        command.CommandText = """
            INSERT OR REPLACE INTO runs VALUES ($id, $stamp, $row, $open, $beat, $boot, $ticks);
            INSERT OR REPLACE INTO run_values VALUES ($id, $values)
            """;
        foreach (var entry in entries)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$values", entry.Values);
            command.Parameters.AddWithValue("$id", entry.Id);
            command.Parameters.AddWithValue("$stamp", entry.Stamp);
            command.Parameters.AddWithValue("$row", entry.Row);
            command.Parameters.AddWithValue("$open", entry.IsOpen);
            command.Parameters.AddWithValue("$beat", (object?)entry.Beat ?? DBNull.Value);
            command.Parameters.AddWithValue("$boot", (object?)entry.Seen?.Boot ?? DBNull.Value);
            command.Parameters.AddWithValue("$ticks", (object?)entry.Seen?.Ticks ?? DBNull.Value);
            command.ExecuteNonQuery();
        }

        command.CommandText = "DELETE FROM runs WHERE id = $id; DELETE FROM run_values WHERE id = $id";
        foreach (var id in deleted)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$id", id);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _values?.Dispose();
        _connection.Dispose();
    }

    private Dictionary<string, byte[]> ReadAllValues()
    {
        var all = new Dictionary<string, byte[]>();
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, content FROM run_values";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            all[reader.GetString(0)] = (byte[])reader.GetValue(1);
        return all;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
