using System.Text.Json;

namespace Gen.Benchmarks.Runtime.Records;

/// <summary>What people write for themselves: a line of JSON for each point, appended and flushed a heartbeat.</summary>
internal static class JsonLines
{
    private static readonly string[] s_names =
    [
        "loss",
        "accuracy",
        "val_loss",
        "val_accuracy",
        "lr",
        "precision",
        "recall",
        "f1",
        "time",
        "memory",
    ];

    public static void Write(string path, int beats)
    {
        using var file = new FileStream(path, FileMode.Create);
        using var writer = new Utf8JsonWriter(file);
        for (var beat = 0; beat < beats; beat++)
        {
            for (var i = 0; i < Scalars.PointsPerBeat; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("name", s_names[i % s_names.Length]);
                writer.WriteNumber("step", (beat * Scalars.PointsPerBeat) + i);
                writer.WriteNumber("value", Math.Sin(i * 0.1) + beat);
                writer.WriteString("timestamp", DateTime.UtcNow);
                writer.WriteEndObject();
                writer.Flush();
                writer.Reset();
                file.WriteByte((byte)'\n');
            }

            file.Flush();
        }
    }
}
