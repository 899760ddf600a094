using System.Globalization;
using System.Text.Json;

namespace Gen.Training.Checkpoints;

/// <summary>The metadata of the weights in a checkpoint or in a file of weights.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="IsCheckpoint">Whether the file is a checkpoint.</param>
/// <param name="Fit">The fit of the run, from 1.</param>
/// <param name="Epochs">The number of completed epochs.</param>
/// <param name="Step">The number of completed steps.</param>
/// <param name="Bests">The best weights in the file.</param>
/// <param name="ClassNames">The names of the classes; empty if unknown.</param>
internal sealed record WeightsMetadata(
    string Path,
    bool IsCheckpoint,
    int Fit,
    int Epochs,
    long Step,
    IReadOnlyList<BestWeights> Bests,
    IReadOnlyList<string> ClassNames
)
{
    /// <summary>The section of a file of weights. In a checkpoint it is in the state of callbacks.</summary>
    public const string Best = "best";

    /// <summary>The prefix of the tensors of the model.</summary>
    public string Prefix => IsCheckpoint ? ModelTensors.Prefix : "";

    /// <summary>Reads the metadata of a file; null for a file of another program, and for weights without a position in training.</summary>
    /// <exception cref="InvalidDataException">The file is corrupt. The message names the file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WeightsMetadata? Read(string path)
    {
        var head = SafetensorsFile.ReadHeader(path);
        if (head.State is null || head.Format is not (SafetensorsHeader.Checkpoint or SafetensorsHeader.Weights))
            return null;
        try
        {
            using var document = JsonDocument.Parse(head.State);
            var state = document.RootElement;
            var fit = state.GetProperty(FitState.Position);
            var isCheckpoint = head.Format == SafetensorsHeader.Checkpoint;
            return new WeightsMetadata(
                path,
                isCheckpoint,
                fit.GetProperty("number").GetInt32(),
                fit.GetProperty("epochs_done").GetInt32(),
                fit.GetProperty("step").GetInt64(),
                isCheckpoint ? ReadFromCallbacks(state) : ReadFromFile(state),
                ReadClassNames(state)
            );
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{path}' cannot be used: its state is invalid.", e);
        }
    }

    private static string[] ReadClassNames(JsonElement state) => state.TryGetProperty(FitState.Classes, out var names)
        ? [.. names.EnumerateObject().OrderBy(n => int.Parse(n.Name, CultureInfo.InvariantCulture)).Select(n => n.Value.GetString()!)]
        : [];

    private static IReadOnlyList<BestWeights> ReadFromFile(JsonElement state) =>
        state.TryGetProperty(Best, out var best) ? [BestWeights.Read(best, "")] : [];

    private static List<BestWeights> ReadFromCallbacks(JsonElement state)
    {
        var bests = new List<BestWeights>();
        if (!state.TryGetProperty(CallbackStates.Name, out var names))
            return bests;
        foreach (var name in names.EnumerateObject().Where(n => n.Value.GetString() == nameof(EarlyStopping)))
        {
            var own = state.GetProperty(CallbackStates.Section).GetProperty(name.Name);
            if (own.GetProperty(EarlyStopping.BestWeights).EnumerateObject().Any())
                bests.Add(
                    BestWeights.Read(
                        own,
                        string.Create(CultureInfo.InvariantCulture, $"{CallbackStates.Section}.{name.Name}.{EarlyStopping.BestWeights}.")
                    )
                );
        }

        return bests;
    }
}

/// <summary>The weights of the epoch with the best monitored value.</summary>
/// <param name="Prefix">The prefix of their tensors.</param>
/// <param name="Monitor">The key of the monitored value.</param>
/// <param name="Value">The monitored value.</param>
/// <param name="Epochs">The number of epochs that they were trained for.</param>
internal sealed record BestWeights(string Prefix, string Monitor, double Value, int Epochs)
{
    /// <summary>Reads what <see cref="MonitoredValue"/> saved.</summary>
    public static BestWeights Read(JsonElement saved, string prefix) =>
        new(
            prefix,
            saved.GetProperty("monitor").GetString()!,
            Number(saved.GetProperty("best")),
            saved.GetProperty("best_epoch").GetInt32() + 1
        );

    // StateJson writes NaN and infinities as [["NaN"]].
    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? double.Parse(value[0][0].GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : value.GetDouble();
}
