using System.Globalization;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Training;

/// <summary>A folder's name with places for what tells runs apart: <c>logs/{date}-{learning_rate}</c>.</summary>
/// <param name="text">The name.</param>
/// <exception cref="TrainingException">A brace is without its partner.</exception>
internal sealed class FolderPattern(string text)
{
    private const string Date = "date";
    private static readonly string[] s_ofTheRun = ["id", "name", "seed"];

    private readonly NamePattern _pattern = new(text, "folder");

    /// <summary>The folder of a run.</summary>
    /// <param name="run">Whose number, name, seed and config entries are asked for; null outside a run, which has only the date.</param>
    /// <param name="now">The date, of a training outside a run.</param>
    /// <exception cref="TrainingException">A place has an unknown key, a value that is not there, or a bad format.</exception>
    public string Of(Run? run, DateTimeOffset now) => _pattern.Fill((key, format) => Safe(Value(KeyName.Normalize(key), key, format, run, now)));

    private string Value(string normalized, string key, string? format, Run? run, DateTimeOffset now)
    {
        if (normalized == Date)
            return Formatted((run?.StartTime ?? now).ToLocalTime(), key, format ?? "yyyy_MM_dd-HH_mm_ss");
        if (run is null)
        {
            throw new TrainingException($"'{{{key}}}' in the folder '{text}' has no value outside a run"
                + (NearestName.Find(key, [Date]) is null ? $": only {{{Date}}} has one" : $"; did you mean '{{{Date}}}'?"));
        }

        return normalized switch
        {
            // An entry of the experiment's own is not hidden by what the run has of that name, but for the seed, which is the same.
            "id" when !Has(run, "id") => run.Id ?? throw new TrainingException($"'{{{key}}}' in the folder '{text}' has no value: the run is not recorded"),
            "name" when !Has(run, "name") => run.ExperimentName,
            "seed" => run.Seed.ToString(CultureInfo.InvariantCulture),
            _ => Entry(normalized, key, format, run),
        };
    }

    private static bool Has(Run run, string normalized) => run.Config.Keys.Any(k => KeyName.Normalize(k) == normalized);

    private string Entry(string normalized, string key, string? format, Run run)
    {
        foreach (var (name, value) in run.Config)
        {
            if (KeyName.Normalize(name) != normalized)
                continue;
            if (format is not null && value.ValueKind == JsonValueKind.Number)
                return Formatted(value.GetDouble(), key, format);
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }

        IReadOnlyList<string> known = [Date, .. s_ofTheRun, .. run.Config.Keys];
        throw new TrainingException($"'{{{key}}}' in the folder '{text}' is no config entry"
            + (NearestName.Find(key, known) is { } near ? $"; did you mean '{{{near}}}'?" : $"; there are {string.Join(", ", known.Distinct())}"));
    }

    private string Formatted(IFormattable value, string key, string format)
    {
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new TrainingException($"'{format}' in '{{{key}:{format}}}' of the folder '{text}' is no format of a {(value is double ? "number" : "date")}");
        }
    }

    // A value is part of one folder's name, whatever it holds: a path in the config does not lead elsewhere, and a name is one on every system.
    private static string Safe(string value) => value is "" or "." or ".."
        ? "_"
        : string.Concat(value.Select(c => char.IsControl(c) || "\\/:*?\"<>|".Contains(c) ? '_' : c));
}
