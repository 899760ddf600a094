using Npgsql;

namespace Gen.PostgreSql;

/// <summary>The tables of runs in a database; see docs/observers.md.</summary>
internal sealed class PostgreSqlStore : IDisposable
{
    private const int Version = 1;

    // One number for all programs that create the tables at the same time.
    private const string Create = """
        SELECT pg_advisory_xact_lock(7305121903);
        CREATE SCHEMA IF NOT EXISTS gen;
        CREATE TABLE IF NOT EXISTS gen.version (version int NOT NULL);
        INSERT INTO gen.version SELECT 1 WHERE NOT EXISTS (SELECT FROM gen.version);
        CREATE TABLE IF NOT EXISTS gen.runs (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          experiment text NOT NULL, command text NOT NULL, status text NOT NULL,
          run text, directory text, host text, process jsonb, seed bigint NOT NULL, comment text,
          config jsonb NOT NULL, changed text[] NOT NULL, result jsonb, failure text,
          queued_at timestamptz, started_at timestamptz, ended_at timestamptz, heartbeat_at timestamptz,
          program jsonb, claim text, attempts int NOT NULL DEFAULT 0, checkpoint text);
        CREATE TABLE IF NOT EXISTS gen.scalars (
          ord bigint GENERATED ALWAYS AS IDENTITY, run_id bigint NOT NULL REFERENCES gen.runs ON DELETE CASCADE,
          name text NOT NULL, step bigint NOT NULL, value double precision NOT NULL, time timestamptz NOT NULL);
        CREATE INDEX IF NOT EXISTS scalars_by_run ON gen.scalars (run_id, name, ord);
        CREATE TABLE IF NOT EXISTS gen.artifacts (
          run_id bigint NOT NULL REFERENCES gen.runs ON DELETE CASCADE, name text NOT NULL, PRIMARY KEY (run_id, name));
        CREATE TABLE IF NOT EXISTS gen.queue (run_id bigint PRIMARY KEY REFERENCES gen.runs ON DELETE CASCADE);
        """;

    private readonly NpgsqlDataSource _source;
    private bool _hasTables;

    public PostgreSqlStore(PostgreSqlAddress address) => (Address, _source) = (address, NpgsqlDataSource.Create(address.Connection));

    public PostgreSqlAddress Address { get; }

    /// <summary>Opens a connection. The tables exist then.</summary>
    /// <exception cref="PostgreSqlException">The database does not answer, or has tables of another version.</exception>
    public NpgsqlConnection Open()
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = _source.OpenConnection();
            if (!_hasTables)
                CreateTables(connection);
            _hasTables = true;
            return connection;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            connection?.Dispose();
            throw new PostgreSqlException($"The database '{Address.Shown}' cannot be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Executes a statement.</summary>
    /// <returns>The number of rows.</returns>
    public static int Execute(NpgsqlConnection connection, string sql, params object?[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Creates a command with the parameters $1, $2, ….</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value is string text ? Clean(text) : value ?? DBNull.Value });
        return command;
    }

    public void Dispose() => _source.Dispose();

    // The one character that texts of PostgreSQL cannot have, also as an escape in JSON.
    private static string Clean(string text) => text.Contains('\0') || text.Contains("\\u0000")
        ? text.Replace("\0", "", StringComparison.Ordinal).Replace("\\u0000", "", StringComparison.Ordinal)
        : text;

    private void CreateTables(NpgsqlConnection connection)
    {
        using (var exists = new NpgsqlCommand("SELECT to_regclass('gen.queue') IS NOT NULL", connection))
        {
            if (exists.ExecuteScalar() is not true)
            {
                using var transaction = connection.BeginTransaction();
                Execute(connection, Create);
                transaction.Commit();
            }
        }

        using var version = new NpgsqlCommand("SELECT version FROM gen.version", connection);
        if (version.ExecuteScalar() is int number && number != Version)
            throw new PostgreSqlException(
                $"The database '{Address.Shown}' has tables of version {number} of another Gen. This one has version {Version}.");
    }
}
