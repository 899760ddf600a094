using System.Globalization;
using System.Text.Json;
using Gen.PostgreSql;
using Npgsql;

namespace Gen.Tool.Reading;

/// <summary>Reads the runs of a database.</summary>
internal static class StoredRuns
{
    // The program renews the heartbeat every ten seconds, by the clock of the database.
    private const double Silence = 90;

    /// <summary>Returns all runs, by number.</summary>
    public static List<RunRow> Read(PostgreSqlStore store)
    {
        using var connection = store.Open();
        var scalars = ReadScalars(connection);
        using var command = PostgreSqlStore.Command(
            connection,
            """
            SELECT id, status, experiment, command, comment, queued_at, started_at, ended_at, heartbeat_at, host, process::text, result::text,
              failure, changed, config::text, directory, extract(epoch FROM clock_timestamp() - heartbeat_at)::float8
            FROM gen.runs ORDER BY id
            """);
        using var reader = command.ExecuteReader();
        var runs = new List<RunRow>();
        while (reader.Read())
            runs.Add(Row(reader, scalars));
        return runs;
    }

    private static RunRow Row(NpgsqlDataReader reader, Dictionary<long, Dictionary<string, ScalarSummary>> scalars)
    {
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        DateTime? Time(int column) => reader.IsDBNull(column) ? null : reader.GetDateTime(column);
        using var process = Text(10) is { } identity ? JsonDocument.Parse(identity) : null;
        using var config = JsonDocument.Parse(reader.GetString(14));
        var (id, status) = (reader.GetInt64(0), reader.GetString(1));
        var values = new RunValues(RunReader.ConfigOf(config.RootElement), scalars.GetValueOrDefault(id, []));
        var identityOfProcess = process is null ? null : ProcessIdentity.Read(process.RootElement);
        var isSilent = reader.IsDBNull(16) || reader.GetDouble(16) > Silence;
        return new RunRow
        {
            Id = id.ToString(CultureInfo.InvariantCulture),
            Folder = Text(15) ?? "",
            RecordedStatus = status,
            Experiment = reader.GetString(2),
            Command = reader.GetString(3),
            Comment = Text(4),
            Start = Time(6) ?? Time(5),
            Stop = Time(7),
            Heartbeat = Time(8),
            Host = Text(9),
            Process = identityOfProcess,
            Result = Text(11) is { } result ? new RunValue(result) : null,
            Failure = Text(12)?.Split('\n')[0].Trim(),
            Changed = reader.GetFieldValue<string[]>(13),
            HasDied = status == "RUNNING" && (!identityOfProcess?.IsAlive() ?? isSilent),
            Values = new Lazy<RunValues>(values),
        };
    }

    private static Dictionary<long, Dictionary<string, ScalarSummary>> ReadScalars(NpgsqlConnection connection)
    {
        using var command = PostgreSqlStore.Command(
            connection,
            """
            SELECT s.run_id, s.name, s.count, l.step, l.value, s.min, s.max
            FROM (SELECT run_id, name, count(*)::int AS count, max(ord) AS last, min(value) FILTER (WHERE value <> 'NaN') AS min,
                    max(value) FILTER (WHERE value <> 'NaN') AS max FROM gen.scalars GROUP BY run_id, name) s
            JOIN gen.scalars l ON l.run_id = s.run_id AND l.name = s.name AND l.ord = s.last ORDER BY s.run_id, s.name
            """);
        using var reader = command.ExecuteReader();
        var runs = new Dictionary<long, Dictionary<string, ScalarSummary>>();
        while (reader.Read())
        {
            var run = reader.GetInt64(0);
            if (!runs.TryGetValue(run, out var scalars))
                runs[run] = scalars = [];
            double Number(int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);
            scalars[reader.GetString(1)] = new ScalarSummary(reader.GetInt32(2), reader.GetInt64(3), Number(4), Number(5), Number(6));
        }

        return runs;
    }
}
