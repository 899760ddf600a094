using System.Text;
using System.Text.Json;
using Gen.IO;
using Gen.Tool.Queries;
using Gen.Tool.Reading;

namespace Gen.Tool.Output;

/// <summary>Writes runs for other programs. Times are in UTC, durations in seconds.</summary>
internal static class Exports
{
    /// <summary>Writes an array of objects.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="columns">The columns, which are the properties; null for objects with all that is known.</param>
    public static void Json(IEnumerable<RunRow> runs, IReadOnlyList<RunField>? columns)
    {
        using var output = new MemoryStream();
        JsonFile.Write(output, writer =>
        {
            writer.WriteStartArray();
            foreach (var run in runs)
            {
                writer.WriteStartObject();
                foreach (var column in columns ?? RunField.Properties.Where(n => n != "tags").Select(n => RunField.Find(n, [run])))
                    Write(writer, column.Name, column.Read(run));
                if (columns is null)
                    WriteParts(writer, run);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        Console.Out.WriteLine(Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length));
    }

    /// <summary>Writes lines with commas (RFC 4180), the names of the columns first.</summary>
    public static void Csv(IEnumerable<RunRow> runs, IReadOnlyList<RunField> columns)
    {
        Console.Out.WriteLine(string.Join(',', columns.Select(c => CsvCell(c.Name))));
        foreach (var run in runs)
            Console.Out.WriteLine(string.Join(',', columns.Select(c => CsvCell(c.Read(run)?.Text ?? ""))));
    }

    public static void Write(Utf8JsonWriter writer, string name, RunValue? value)
    {
        writer.WritePropertyName(name);
        if (value is { } given)
            writer.WriteRawValue(given.Json);
        else
            writer.WriteNullValue();
    }

    private static void WriteParts(Utf8JsonWriter writer, RunRow run)
    {
        writer.WriteStartArray("tags");
        foreach (var tag in run.Marks.Tags)
            writer.WriteStringValue(tag);
        writer.WriteEndArray();
        writer.WriteStartObject("config");
        foreach (var (key, value) in run.Config)
            Write(writer, key, value);
        writer.WriteEndObject();
        writer.WriteStartArray("changed");
        foreach (var key in run.Changed)
            writer.WriteStringValue(key);
        writer.WriteEndArray();
        writer.WriteStartObject("metrics");
        foreach (var (name, scalar) in run.Scalars)
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("count", scalar.Count);
            Write(writer, "step", RunValue.Of(scalar.LastStep));
            Write(writer, "last", RunValue.Of(scalar.Last));
            Write(writer, "best", RunValue.Of(scalar.Best(name)));
            Write(writer, "min", RunValue.Of(scalar.Min));
            Write(writer, "max", RunValue.Of(scalar.Max));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string CsvCell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
