using System.Globalization;
using System.Text.Json;
using Gen.Configuration;

namespace Gen.Search;

/// <summary>The objective at a rung.</summary>
/// <param name="Epoch">The epoch of the rung.</param>
/// <param name="Value">The value of the objective up to this epoch.</param>
internal readonly record struct RungValue(int Epoch, double Value);

/// <summary>How a trial ended. It is written once and final.</summary>
/// <param name="State">How the trial ended.</param>
/// <param name="Value">The objective: of a pruned trial at its last rung; NaN of a failed one.</param>
/// <param name="Rungs">The objective at the rungs that the trial reached.</param>
internal sealed record TrialOutcome(TrialState State, double Value, IReadOnlyList<RungValue> Rungs)
{
    /// <summary>Why the trial failed, on one line; null for another state.</summary>
    public string? Reason { get; init; }

    /// <summary>The number of the run; null if there was none.</summary>
    public string? Run { get; init; }

    /// <summary>The values of the folds that have ended; empty without cross-validation.</summary>
    public IReadOnlyList<FoldValue> Folds { get; init; } = [];

    /// <summary>The numbers of all runs.</summary>
    public IEnumerable<string> Runs => Folds.Count > 0 ? Folds.Select(f => f.Run) : Run is null ? [] : [Run];

    /// <summary>The standard deviation of the folds; NaN of less than two.</summary>
    public double Spread
    {
        get
        {
            if (Folds.Count < 2)
                return double.NaN;
            var mean = Folds.Average(f => f.Value);
            return Math.Sqrt(Folds.Sum(f => (f.Value - mean) * (f.Value - mean)) / (Folds.Count - 1));
        }
    }

    /// <summary>The time that the last attempt took.</summary>
    public double Seconds { get; init; }

    /// <summary>Returns the outcome of a trial that failed.</summary>
    public static TrialOutcome Failure(string reason, string? run = null) =>
        new(TrialState.Failed, double.NaN, []) { Reason = reason, Run = run };

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("state", State.ToString().ToUpperInvariant());
        WriteNumber(writer, "value", Value);
        writer.WriteStartArray("rungs");
        foreach (var (epoch, value) in Rungs)
        {
            writer.WriteStartObject();
            writer.WriteNumber("epoch", epoch);
            WriteNumber(writer, "value", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (Folds.Count > 0)
        {
            writer.WriteStartArray("folds");
            foreach (var fold in Folds)
                fold.Write(writer);
            writer.WriteEndArray();
        }

        writer.WriteString("reason", Reason);
        writer.WriteString("run", Run);
        WriteNumber(writer, "seconds", Seconds);
        writer.WriteEndObject();
    }

    public static TrialOutcome Read(JsonElement json) => new(
        Enum.Parse<TrialState>(json.GetProperty("state").GetString()!, ignoreCase: true),
        ReadNumber(json.GetProperty("value")),
        [.. json.GetProperty("rungs").EnumerateArray()
            .Select(r => new RungValue(r.GetProperty("epoch").GetInt32(), ReadNumber(r.GetProperty("value"))))])
    {
        Folds = json.TryGetProperty("folds", out var folds) ? [.. folds.EnumerateArray().Select(FoldValue.Read)] : [],
        Reason = json.GetProperty("reason").GetString(),
        Run = json.GetProperty("run").GetString(),
        Seconds = ReadNumber(json.GetProperty("seconds")),
    };

    /// <summary>Writes a number with all digits; JSON has none for NaN and infinities, which are texts.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        FloatingType<double>.Instance.Write(writer, value);
    }

    public static double ReadNumber(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? json.GetDouble() : double.Parse(json.GetString()!, CultureInfo.InvariantCulture);
}

/// <summary>The value of a run of a cross-validation.</summary>
/// <param name="Run">The number of the run.</param>
/// <param name="Value">Its objective.</param>
internal sealed record FoldValue(string Run, double Value)
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("run", Run);
        TrialOutcome.WriteNumber(writer, "value", Value);
        writer.WriteEndObject();
    }

    public static FoldValue Read(JsonElement json) =>
        new(json.GetProperty("run").GetString()!, TrialOutcome.ReadNumber(json.GetProperty("value")));
}

/// <summary>A trial that has ended.</summary>
/// <param name="Number">The number of the trial, from 0.</param>
/// <param name="Point">The values of the dimensions.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record TrialResult(int Number, double[] Point, TrialOutcome Outcome);

/// <summary>
/// The order of trials, the best first: completed ones by value; then pruned ones, those of higher rungs first, and by value; then those
/// whose value is not finite; failed ones last. Equal ones by number.
/// </summary>
internal sealed class TrialOrder : IComparer<TrialResult>
{
    public static readonly TrialOrder Instance = new();

    public int Compare(TrialResult? x, TrialResult? y)
    {
        var (a, b) = (Key(x!), Key(y!));
        return a.CompareTo(b);
    }

    private static (int Class, int Rung, double Value, int Number) Key(TrialResult result)
    {
        var (state, value, rungs) = result.Outcome;
        var rank = state == TrialState.Failed ? 3 : !double.IsFinite(value) ? 2 : state == TrialState.Pruned ? 1 : 0;
        var rung = rank == 1 ? -rungs[^1].Epoch : 0;
        return (rank, rung, rank < 2 ? value : 0, result.Number);
    }
}
