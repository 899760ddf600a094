using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>Keys of log values.</summary>
internal static class LogKeys
{
    public const string Loss = "loss";
    public const string LearningRate = "lr";
    public const string Validation = "val_";

    /// <summary>Keys of the scalars that an epoch logs.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<MetricInfo> metrics, bool hasValidation)
    {
        List<string> keys = [Loss, .. metrics.Where(m => m.Shape == MetricShape.Scalar).Select(m => m.Name)];
        if (hasValidation)
            keys.AddRange(keys.Select(k => Validation + k).ToList());
        keys.Add(LearningRate);
        return keys;
    }
}
