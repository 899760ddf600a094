using System.Buffers;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Gen.PostgreSql;

/// <summary>
/// The queue in the database. A worker holds the lock of a row of <c>gen.queue</c> while it runs the run, and writes a token into the run,
/// by which the program that it starts begins it. Whoever has the newest token begins; a run that has begun belongs to its process as long
/// as that shows a heartbeat.
/// </summary>
internal static class PostgreSqlQueue
{
    /// <summary>Adds a run, and returns its number.</summary>
    public static long Add(NpgsqlConnection connection, Run run)
    {
        using var insert = PostgreSqlStore.Command(
            connection,
            """
            WITH added AS (
              INSERT INTO gen.runs (experiment, command, status, seed, config, changed, comment, program, queued_at)
              VALUES ($1, $2, 'QUEUED', $3, $4::jsonb, $5, $6, $7::jsonb, clock_timestamp()) RETURNING id)
            INSERT INTO gen.queue SELECT id FROM added RETURNING run_id
            """,
            run.ExperimentName,
            run.Command,
            run.Seed,
            ConfigOf(run),
            run.Start.ConfigUpdates.Keys.Order(StringComparer.Ordinal).ToArray(),
            run.Options.Comment,
            run.Options.Program is { } program ? Json(program.WriteValue) : null);
        return (long)insert.ExecuteScalar()!;
    }

    /// <summary>Begins a run in this process.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="run">The run.</param>
    /// <param name="claim">The token of the worker.</param>
    /// <returns>Its number in the database; null if another worker has it.</returns>
    public static long? Begin(NpgsqlConnection connection, Run run, string claim)
    {
        using var transaction = connection.BeginTransaction();
        using var update = PostgreSqlStore.Command(
            connection,
            """
            UPDATE gen.runs SET status = 'RUNNING', claim = NULL, host = $2, process = $3::jsonb, heartbeat_at = clock_timestamp()
            WHERE claim = $1 RETURNING id
            """,
            claim,
            Environment.MachineName,
            ProcessOfThis());
        if (update.ExecuteScalar() is not long id)
            return null;
        if (!run.Resuming)
        {
            // What an earlier attempt without a checkpoint has logged.
            PostgreSqlStore.Execute(connection, "DELETE FROM gen.scalars WHERE run_id = $1", id);
            PostgreSqlStore.Execute(connection, "DELETE FROM gen.artifacts WHERE run_id = $1", id);
        }

        transaction.Commit();
        return id;
    }

    public static string ConfigOf(Run run) => Json(run.Start.WriteConfig);

    public static string ProcessOfThis() => Json(writer =>
    {
        writer.WriteStartObject();
        ProcessIdentity.Current.Write(writer);
        writer.WriteEndObject();
    });

    public static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
