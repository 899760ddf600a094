using Gen.Shared;

namespace Gen.Training;

/// <summary>What a trace calls things; the same strings each time, so that recording makes none.</summary>
internal static class TraceNames
{
    public const string Step = "step";
    public const string Phase = "phase";
    public const string Training = "training";
    public const string Validation = "validation";
    public const string Layer = "layer";
    public const string MakeBatch = "make batch";
    public const string Data = "data";

    private static readonly string[] s_phases = [.. Enum.GetNames<TrainingPhase>().Select(KeyName.ToSnakeCase)];

    /// <summary>A phase's name in snake_case, as in the keys of its scalars: <c>data_wait</c>.</summary>
    public static string Of(TrainingPhase phase) => s_phases[(int)phase];
}
