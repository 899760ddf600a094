using System.Globalization;
using System.Text.Json;

namespace Gen.Training.Checkpoints;

/// <summary>What the head of a checkpoint or of a file of weights says about the weights in it.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsCheckpoint">A checkpoint.</param>
/// <param name="Fit">Training of the run, from 1.</param>
/// <param name="Epochs">Whole epochs that were done.</param>
/// <param name="Step">Steps that were done.</param>
/// <param name="Bests">The best weights that it holds.</param>
/// <param name="ClassNames">What the classes are called; empty where that was not known.</param>
internal sealed record WeightHead(string Path, bool IsCheckpoint, int Fit, int Epochs, long Step, IReadOnlyList<BestWeights> Bests, IReadOnlyList<string> ClassNames)
{
    /// <summary>Section of a file of weights; in a checkpoint callbacks have theirs.</summary>
    public const string Best = "best";

    /// <summary>Begins the names of the model's tensors as they were when the file was written.</summary>
    public string Prefix => IsCheckpoint ? ModelTensors.Prefix : "";

    /// <returns>Null for a file of another program, and for weights of which is not known where they were taken.</returns>
    /// <exception cref="InvalidDataException">It is damaged; the message names the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static WeightHead? Read(string path)
    {
        var head = TensorFile.ReadHead(path);
        if (head.State is null || head.Format is not (FileHeader.Checkpoint or FileHeader.Weights))
            return null;
        try
        {
            using var document = JsonDocument.Parse(head.State);
            var state = document.RootElement;
            var fit = state.GetProperty(FitState.Position);
            var isCheckpoint = head.Format == FileHeader.Checkpoint;
            return new WeightHead(path, isCheckpoint, fit.GetProperty("number").GetInt32(), fit.GetProperty("epochs_done").GetInt32(), fit.GetProperty("step").GetInt64(),
                isCheckpoint ? OfCallbacks(state) : OfFile(state), Names(state));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{path}' cannot be used: its state is not what was expected", e);
        }
    }

    private static string[] Names(JsonElement state) => state.TryGetProperty(FitState.Classes, out var names)
        ? [.. names.EnumerateObject().OrderBy(n => int.Parse(n.Name, CultureInfo.InvariantCulture)).Select(n => n.Value.GetString()!)]
        : [];

    private static IReadOnlyList<BestWeights> OfFile(JsonElement state) => state.TryGetProperty(Best, out var best) ? [BestWeights.Of(best, "")] : [];

    private static List<BestWeights> OfCallbacks(JsonElement state)
    {
        var bests = new List<BestWeights>();
        if (!state.TryGetProperty(CallbackStates.Name, out var names))
            return bests;
        foreach (var name in names.EnumerateObject().Where(n => n.Value.GetString() == nameof(EarlyStopping)))
        {
            var own = state.GetProperty(CallbackStates.Section).GetProperty(name.Name);
            if (own.GetProperty(EarlyStopping.BestWeights).EnumerateObject().Any())
                bests.Add(BestWeights.Of(own, string.Create(CultureInfo.InvariantCulture, $"{CallbackStates.Section}.{name.Name}.{EarlyStopping.BestWeights}.")));
        }

        return bests;
    }
}

/// <summary>Weights of the epoch whose value was the best.</summary>
/// <param name="Prefix">Begins the names of their tensors.</param>
/// <param name="Monitor">Key of the value.</param>
/// <param name="Value">The value.</param>
/// <param name="Epochs">Whole epochs that they were trained for.</param>
internal sealed record BestWeights(string Prefix, string Monitor, double Value, int Epochs)
{
    /// <summary>From what <see cref="MonitoredValue"/> saved.</summary>
    public static BestWeights Of(JsonElement saved, string prefix) =>
        new(prefix, saved.GetProperty("monitor").GetString()!, Number(saved.GetProperty("best")), saved.GetProperty("best_epoch").GetInt32() + 1);

    // Infinities and NaN are written as [["NaN"]].
    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? double.Parse(value[0][0].GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : value.GetDouble();
}
