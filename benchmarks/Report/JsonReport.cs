using System.Text.Json;

namespace Gen.Benchmarks.Report;

/// <summary>results.json, for programs: version 1.</summary>
internal static class JsonReport
{
    public static void Write(string path, Machine machine, IReadOnlyList<Verdict> verdicts)
    {
        using var file = File.Create(path);
        using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteNumber("version", 1);
        writer.WriteString("date", machine.Date);
        writer.WriteBoolean("short", machine.Short);
        writer.WriteNumber("seconds", machine.Seconds);
        writer.WriteStartObject("machine");
        writer.WriteString("cpu", machine.Cpu);
        writer.WriteNumber("processors", machine.Processors);
        writer.WriteString("system", machine.System);
        writer.WriteString("dotnet", machine.Dotnet);
        writer.WriteString("torch", machine.Torch);
        writer.WriteString("python", machine.Python);
        writer.WriteString("threads", machine.Threads);
        writer.WriteNumber("load", machine.Load);
        writer.WriteString("commit", machine.Commit);
        writer.WriteEndObject();
        Write(writer, "pairs", verdicts.Where(v => v.Pair.Kind == PairKind.Beside));
        Write(writer, "growth", verdicts.Where(v => v.Pair.Kind == PairKind.Growth));
        writer.WriteEndObject();
        writer.Flush();
        file.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<Verdict> verdicts)
    {
        writer.WriteStartArray(name);
        foreach (var verdict in verdicts)
        {
            writer.WriteStartObject();
            writer.WriteString("id", verdict.Pair.Id);
            writer.WriteString("work", verdict.Pair.Work);
            writer.WriteString("rival", verdict.Pair.Rival);
            Write(writer, "goal", verdict.Pair.Goal);
            if (!verdict.IsMeasured)
            {
                writer.WriteString("missing", verdict.Result?.Missing ?? "not measured");
            }
            else
            {
                writer.WriteString("unit", verdict.Result!.Unit);
                writer.WriteString("size", verdict.Result.Size);
                writer.WriteNumber("rounds", verdict.Result.Ours.Length);
                Write(writer, "ours", verdict.Ours);
                Write(writer, "theirs", verdict.Theirs);
                Write(writer, "ratio", verdict.Ratio);
                if (verdict.Result.Bytes is { } bytes) writer.WriteNumber("bytes", bytes);
            }

            if (verdict.Met is { } met) writer.WriteBoolean("met", met);
            else writer.WriteNull("met");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, Spread spread)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("median", spread.Median);
        writer.WriteNumber("min", spread.Min);
        writer.WriteNumber("max", spread.Max);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }
}
