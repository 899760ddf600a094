using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>Where things are written: a folder beside others, and a tag there.</summary>
/// <param name="Folder">Below the callback's own folder; empty for that itself.</param>
/// <param name="Tag">The name in TensorBoard.</param>
internal readonly record struct EventPlace(string Folder, string Tag);

/// <summary>Settles in which folder and under which tag values are shown.</summary>
/// <param name="oneFolder">Training and validation are told apart by tags, not by folders.</param>
/// <param name="metrics">The experiment's metrics.</param>
internal sealed class EventPlaces(bool oneFolder, IReadOnlyList<MetricInfo> metrics)
{
    public const string Own = "";
    public const string Train = "train";
    public const string Validation = "validation";
    public const string Batches = "train_batches";
    public const string Evaluation = "evaluation";

    // A metric may be called val_something itself: only what is logged without the prefix, too, is a value of the validation.
    private readonly HashSet<string> _trainKeys = [LogKeys.Loss, .. metrics.Select(m => m.Name)];

    /// <summary>The folders that callbacks' users may not give to anything else.</summary>
    public static IReadOnlyList<string> Taken { get; } = [Train, Validation, Batches, Evaluation];

    /// <summary>The place of a log value, or of a part of one.</summary>
    /// <param name="logKey">The value's key: <c>val_precision</c>.</param>
    /// <param name="name">Its own name, or a part's: <c>val_precision/3</c>.</param>
    public EventPlace Of(string logKey, string name)
    {
        var ofValidation = logKey.StartsWith(LogKeys.Validation, StringComparison.Ordinal) && _trainKeys.Contains(logKey[LogKeys.Validation.Length..]);
        var tag = ofValidation ? name[LogKeys.Validation.Length..] : name;
        if (!oneFolder)
            return new EventPlace(ofValidation ? Validation : Train, tag);
        return new EventPlace(Own, ofValidation ? $"val/{tag}" : logKey == LogKeys.LearningRate ? tag : $"train/{tag}");
    }

    /// <summary>The place of something that only training or only validation has, and so needs no prefix.</summary>
    public EventPlace In(string folder, string tag) => new(oneFolder ? Own : folder, tag);
}
