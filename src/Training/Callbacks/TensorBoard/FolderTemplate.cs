using System.Globalization;
using System.Text.Json;
using Gen.IO;
using Gen.Shared;

namespace Gen.Training;

/// <summary>A folder name with placeholders: <c>logs/{date}-{learning_rate}</c>.</summary>
/// <param name="text">The name.</param>
/// <exception cref="TrainingException">A brace is unmatched.</exception>
internal sealed class FolderTemplate(string text)
{
    private const string Date = "date";
    private const string RunFolder = "run";
    private static readonly string[] s_runKeys = ["id", "name", "seed"];

    private readonly NamePattern _pattern = new(text, "folder");

    /// <summary>Returns the folder of a run.</summary>
    /// <param name="run">The run; null outside of a run, where only the date has a value.</param>
    /// <param name="now">The date outside of a run.</param>
    /// <param name="folder">The value of the placeholder <c>{run}</c>, the name of a callback's folder; null for none.</param>
    /// <exception cref="TrainingException">A placeholder has an unknown key, no value, or an invalid format.</exception>
    public string Format(Run? run, DateTimeOffset now, string? folder = null) => _pattern.Fill((key, format) =>
        Sanitize(folder is not null && key == RunFolder ? folder : Value(KeyName.Normalize(key), key, format, run, now)));

    private string Value(string normalized, string key, string? format, Run? run, DateTimeOffset now)
    {
        if (normalized == Date)
            return FormatValue(key, format, f => PlaceholderFormat.Date((run?.StartTime ?? now).ToLocalTime(), f ?? "yyyy_MM_dd-HH_mm_ss"));
        if (run is null)
        {
            throw new TrainingException(
                $"'{{{key}}}' in folder '{text}' has no value outside of a run."
                + NearestName.Hint(key, [Date], "The only placeholder with a value is")
            );
        }

        return normalized switch
        {
            // Config entries take precedence over the id and name of the run. The seed is the same for both.
            "id" when !HasEntry(run, "id") => run.Id
                ?? throw new TrainingException($"'{{{key}}}' in folder '{text}' has no value, because the run is not recorded."),
            "name" when !HasEntry(run, "name") => run.ExperimentName,
            "seed" => run.Seed.ToString(CultureInfo.InvariantCulture),
            _ => Entry(normalized, key, format, run),
        };
    }

    private static bool HasEntry(Run run, string normalized) => run.Config.Keys.Any(k => KeyName.Normalize(k) == normalized);

    private string Entry(string normalized, string key, string? format, Run run)
    {
        foreach (var (name, value) in run.Config)
        {
            if (KeyName.Normalize(name) != normalized)
                continue;
            if (format is not null && value.ValueKind == JsonValueKind.Number)
                return FormatValue(key, format, f => PlaceholderFormat.Number(Number(value), f));
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }

        IReadOnlyList<string> known = [Date, .. s_runKeys, .. run.Config.Keys];
        throw new TrainingException(
            $"'{{{key}}}' in folder '{text}' is not a config entry.{NearestName.Hint(key, known.Distinct(), "The placeholders are")}"
        );
    }

    // A whole number has the formats of whole numbers.
    private static IFormattable Number(JsonElement value) => value.TryGetInt64(out var whole) ? whole : value.GetDouble();

    private string FormatValue(string key, string? format, Func<string?, string> print)
    {
        try
        {
            return print(format);
        }
        catch (FormatException e)
        {
            throw new TrainingException($"'{format}' in '{{{key}:{format}}}' of folder '{text}' {e.Message}");
        }
    }

    // A value never adds path segments, and the name is valid on every system.
    private static string Sanitize(string value) => value is "" or "." or ".."
        ? "_"
        : string.Concat(value.Select(c => char.IsControl(c) || "\\/:*?\"<>|".Contains(c) ? '_' : c));
}
