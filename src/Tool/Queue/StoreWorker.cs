using System.Globalization;
using System.Text.Json;
using Gen.PostgreSql;
using Gen.Storage;
using Npgsql;

namespace Gen.Tool.Queue;

/// <summary>
/// Runs the queued runs of a database. It holds the lock of a run's row in the queue as long as its program runs, so that the database frees
/// the run if the worker is killed; a program that goes on then keeps its run by its heartbeat.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="root">The folder into which the programs record the runs.</param>
/// <param name="jobs">The number of runs at a time.</param>
/// <param name="say">Called with a line for each run that starts and ends.</param>
internal sealed class StoreWorker(PostgreSqlStore store, string root, int jobs, Action<string> say) : QueueWorker(jobs, say)
{
    private const double Silence = 90;

    protected override List<string> Open()
    {
        using var connection = store.Open();
        using var command = PostgreSqlStore.Command(connection, "SELECT run_id FROM gen.queue ORDER BY run_id");
        using var reader = command.ExecuteReader();
        var open = new List<string>();
        while (reader.Read())
            open.Add(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        return open;
    }

    protected override Job? TryStart(string id)
    {
        var held = new HeldRow(store.Open());
        Job? job = null;
        try
        {
            if (held.TryLock(id) && StoredQueueRun.Read(held.Connection, held.Id) is { } run)
                job = TryStart(held, run);
            return job;
        }
        catch (UserErrorException e) when (e is not PostgreSqlException)
        {
            held.End("FAILED", e.Message);
            SayFailed(id, e.Message);
            return null;
        }
        finally
        {
            if (job is null)
                held.Dispose();
        }
    }

    protected override void End(Job job, bool isStopping)
    {
        var (held, exitCode) = ((HeldRow)job.Held, job.Program.ExitCode);
        var status = StoredQueueRun.Read(held.Connection, held.Id)?.Status;
        if (status is null or "COMPLETED" or "FAILED" || (status == "INTERRUPTED" && !isStopping) || exitCode == 0)
        {
            // The database may not have answered the program at its end.
            held.End(status is "RUNNING" or "QUEUED" ? "COMPLETED" : null, null);
            SayEnded(job, status is "RUNNING" or "QUEUED" ? "COMPLETED" : status ?? "DELETED");
            return;
        }

        var isEarly = status == "QUEUED";
        if (exitCode >= FirstSignal && !(isEarly && DiesTooEarly(job.Id)))
        {
            SayKept(job, status);
            return;
        }

        job.Program.WaitForOutput();
        var reason = exitCode >= FirstSignal ? Lost : job.Program.Reason ?? $"Its program ended with exit code {exitCode}.";
        held.End("FAILED", reason);
        SayFailed(job.Id, reason);
    }

    private Job? TryStart(HeldRow held, StoredQueueRun run)
    {
        if (run.Status is "COMPLETED" or "FAILED")
        {
            held.End(null, null);
            return null;
        }

        // Its worker was killed, and its program has gone on.
        if (run.Status == "RUNNING" && (run.Process?.IsAlive() ?? run.SecondsSilent < Silence))
            return null;
        if (run.Command.Count == 0 || run.Directory is null)
            throw new UserErrorException("Its row does not say how its program is started.");
        var folder = run.Folder is { } earlier && run.Host == Environment.MachineName ? earlier : null;
        var checkpoints = folder is null ? "none" : CheckpointState.Read(Path.Combine(folder, "checkpoints"));
        var attempts = run.Status == "RUNNING" && checkpoints == run.Checkpoint ? run.Attempts + 1 : 1;
        if (attempts > MostAttempts)
            throw new UserErrorException(Lost);
        var token = Guid.NewGuid().ToString("N");
        using (var connection = store.Open())
            PostgreSqlStore.Execute(
                connection,
                "UPDATE gen.runs SET claim = $2, attempts = $3, checkpoint = $4 WHERE id = $1",
                held.Id,
                token,
                attempts,
                checkpoints);
        if (checkpoints == "none")
            held.WriteConfig(run.Config);
        string[] words = checkpoints == "none"
            ? [run.RunCommand, "--runs", root, "--name", run.Experiment, "--no-progress", .. Comment(run), "with", held.ConfigFile!]
            : ["resume", folder!, "--no-progress"];
        var program = QueuedProgram.Start([.. run.Command, .. words], run.Directory, [(IQueueObserver.TokenVariable, token)], Threads);
        SayStarted(held.Id.ToString(CultureInfo.InvariantCulture), run.Experiment);
        return new Job(held.Id.ToString(CultureInfo.InvariantCulture), held, program);
    }

    private static string[] Comment(StoredQueueRun run) => run.Comment is null ? [] : ["--comment", run.Comment];
}

/// <summary>The lock of a row of the queue.</summary>
internal sealed class HeldRow(NpgsqlConnection connection) : IDisposable
{
    private readonly NpgsqlTransaction _transaction = connection.BeginTransaction();

    public NpgsqlConnection Connection => connection;

    /// <summary>The number of the run.</summary>
    public long Id { get; private set; }

    /// <summary>The file that gives the program its config; null if it needs none.</summary>
    public string? ConfigFile { get; private set; }

    public bool TryLock(string id)
    {
        Id = long.Parse(id, CultureInfo.InvariantCulture);
        using var command = PostgreSqlStore.Command(
            connection, "SELECT run_id FROM gen.queue WHERE run_id = $1 FOR UPDATE SKIP LOCKED", Id);
        return command.ExecuteScalar() is long;
    }

    /// <summary>Takes the run from the queue.</summary>
    /// <param name="status">The status to record; null to leave it.</param>
    /// <param name="failure">Why the run has failed; null if it has not.</param>
    public void End(string? status, string? failure)
    {
        if (status is not null)
            PostgreSqlStore.Execute(
                connection,
                "UPDATE gen.runs SET status = $2, failure = $3, ended_at = clock_timestamp(), claim = NULL WHERE id = $1",
                Id,
                status,
                failure);
        PostgreSqlStore.Execute(connection, "DELETE FROM gen.queue WHERE run_id = $1", Id);
        _transaction.Commit();
    }

    public void WriteConfig(string config)
    {
        ConfigFile = Path.Combine(Path.GetTempPath(), $"gen-{Guid.NewGuid():N}.json");
        File.WriteAllText(ConfigFile, config);
    }

    public void Dispose()
    {
        _transaction.Dispose();
        connection.Dispose();
        if (ConfigFile is not null)
            File.Delete(ConfigFile);
    }
}

/// <summary>What the database says of a queued run.</summary>
internal sealed record StoredQueueRun(
    string Status,
    string Experiment,
    string RunCommand,
    string? Comment,
    string Config,
    string? Folder,
    string? Host,
    ProcessIdentity? Process,
    double SecondsSilent,
    IReadOnlyList<string> Command,
    string? Directory,
    int Attempts,
    string? Checkpoint)
{
    /// <summary>Reads a run; null if it was deleted.</summary>
    public static StoredQueueRun? Read(NpgsqlConnection connection, long id)
    {
        using var command = PostgreSqlStore.Command(
            connection,
            """
            SELECT status, experiment, command, comment, config::text, directory, host, process::text,
              extract(epoch FROM clock_timestamp() - heartbeat_at)::float8, program::text, attempts, checkpoint
            FROM gen.runs WHERE id = $1
            """,
            id);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        using var process = Text(7) is { } identity ? JsonDocument.Parse(identity) : null;
        using var program = Text(9) is { } start ? JsonDocument.Parse(start) : null;
        return new StoredQueueRun(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            Text(3),
            reader.GetString(4),
            Text(5),
            Text(6),
            process is null ? null : ProcessIdentity.Read(process.RootElement),
            reader.IsDBNull(8) ? double.MaxValue : reader.GetDouble(8),
            program is null ? [] : [.. program.RootElement.GetProperty("command").EnumerateArray().Select(w => w.GetString()!)],
            program?.RootElement.GetProperty("directory").GetString(),
            reader.GetInt32(10),
            Text(11));
    }
}
