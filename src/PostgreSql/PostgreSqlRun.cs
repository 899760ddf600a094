using Npgsql;
using NpgsqlTypes;

namespace Gen.PostgreSql;

/// <summary>The rows of one run.</summary>
internal sealed class PostgreSqlRun(PostgreSqlStore store, Run run)
{
    private const int MaxWaiting = 1_000_000;

    private readonly List<ScalarPoint> _points = [];
    private readonly List<string> _artifacts = [];
    private bool _hasStarted, _isRewritten;
    private RunEvent? _end;

    /// <summary>The number of the run in the database; null before it is written, unless it is from the queue.</summary>
    public long? Id { get; set; }

    /// <summary>Keeps what an event says until it is written.</summary>
    public void Add(in RunEvent runEvent)
    {
        _points.AddRange(runEvent.Scalars.Take(MaxWaiting - _points.Count));
        if (runEvent.Kind == RunEventKind.ArtifactAdded)
            _artifacts.Add(runEvent.Name!);
        if (runEvent.Kind == RunEventKind.Finished)
            _end = runEvent;
    }

    /// <summary>Writes what the database does not have. What fails is written by the next call.</summary>
    public void Write()
    {
        using var connection = store.Open();
        using var transaction = connection.BeginTransaction();
        Id ??= Insert(connection);
        if (!_hasStarted)
            Start(connection);
        WritePoints(connection);
        foreach (var name in _artifacts)
            PostgreSqlStore.Execute(connection, "INSERT INTO gen.artifacts VALUES ($1, $2) ON CONFLICT DO NOTHING", Id, name);
        if (_end is { } end)
            End(connection, end.Exception);
        else
            PostgreSqlStore.Execute(connection, "UPDATE gen.runs SET heartbeat_at = clock_timestamp() WHERE id = $1", Id);
        transaction.Commit();
        _hasStarted = true;
        _isRewritten |= _points.Count > 0;
        _points.Clear();
        _artifacts.Clear();
    }

    // A run that is resumed in its folder goes on in its row.
    private long Insert(NpgsqlConnection connection)
    {
        if (run.Resuming)
        {
            using var known = PostgreSqlStore.Command(
                connection,
                "SELECT id FROM gen.runs WHERE directory = $1 AND host = $2 ORDER BY id DESC LIMIT 1",
                run.Directory,
                Environment.MachineName);
            if (known.ExecuteScalar() is long id)
                return id;
        }

        using var insert = PostgreSqlStore.Command(
            connection,
            """
            INSERT INTO gen.runs (experiment, command, status, seed, config, changed, comment)
            VALUES ($1, $2, 'RUNNING', $3, $4::jsonb, $5, $6) RETURNING id
            """,
            run.ExperimentName,
            run.Command,
            run.Seed,
            PostgreSqlQueue.ConfigOf(run),
            run.Start.ConfigUpdates.Keys.Order(StringComparer.Ordinal).ToArray(),
            run.Options.Comment);
        return (long)insert.ExecuteScalar()!;
    }

    /// <summary>Writes where the run is.</summary>
    public void Start(NpgsqlConnection connection) => PostgreSqlStore.Execute(
        connection,
        """
        UPDATE gen.runs SET status = 'RUNNING', run = $2, directory = $3, host = $4, process = $5::jsonb, started_at = $6, ended_at = NULL,
          failure = NULL, result = NULL, config = $7::jsonb WHERE id = $1
        """,
        Id,
        run.Id,
        run.Directory,
        Environment.MachineName,
        PostgreSqlQueue.ProcessOfThis(),
        run.StartTime.UtcDateTime,
        PostgreSqlQueue.ConfigOf(run));

    private void WritePoints(NpgsqlConnection connection)
    {
        if (_points.Count == 0)
            return;
        if (run.Resuming && !_isRewritten)
        {
            // The database has points after the checkpoint; the run has those before it, of which the first new one is later.
            PostgreSqlStore.Execute(connection, "DELETE FROM gen.scalars WHERE run_id = $1", Id);
            Copy(connection, run.ScalarNames.SelectMany(run.GetScalars).Where(p => p.Timestamp < run.StartTime.UtcDateTime));
        }

        Copy(connection, _points);
    }

    private void Copy(NpgsqlConnection connection, IEnumerable<ScalarPoint> points)
    {
        using var writer = connection.BeginBinaryImport("COPY gen.scalars (run_id, name, step, value, time) FROM STDIN (FORMAT BINARY)");
        foreach (var point in points)
        {
            writer.StartRow();
            writer.Write(Id!.Value, NpgsqlDbType.Bigint);
            writer.Write(point.Name.Replace("\0", "", StringComparison.Ordinal), NpgsqlDbType.Text);
            writer.Write(point.Step, NpgsqlDbType.Bigint);
            writer.Write(point.Value, NpgsqlDbType.Double);
            writer.Write(DateTime.SpecifyKind(point.Timestamp, DateTimeKind.Utc), NpgsqlDbType.TimestampTz);
        }

        writer.Complete();
    }

    private void End(NpgsqlConnection connection, Exception? exception)
    {
        PostgreSqlStore.Execute(
            connection,
            """
            UPDATE gen.runs SET status = $2, ended_at = $3, heartbeat_at = clock_timestamp(), result = $4::jsonb, failure = $5 WHERE id = $1
            """,
            Id,
            run.Status!.Value.ToRecordedName(),
            (run.StopTime ?? DateTimeOffset.UtcNow).UtcDateTime,
            run.ResultValue is null ? null : PostgreSqlQueue.Json(writer => Storage.RunJson.WriteResult(writer, run.ResultValue)),
            run.Status == RunStatus.Failed ? exception?.ToString() : null);
    }
}
