namespace Gen.Tool.Reading;

/// <summary>What a table says of the values of a scalar.</summary>
/// <param name="Count">The number of values.</param>
/// <param name="LastStep">The step of the last one.</param>
/// <param name="Last">The last one.</param>
/// <param name="Min">The least that is a number; NaN if none is.</param>
/// <param name="Max">The greatest that is a number; NaN if none is.</param>
internal sealed record ScalarSummary(int Count, double LastStep, double Last, double Min, double Max)
{
    // Names of scalars of which more is better; of all others less is. As Keras' mode "auto", with the metrics of Gen.
    private static readonly string[] s_increasing =
    [
        "acc", "auc", "precision", "recall", "f1", "fbeta", "fmeasure", "score", "iou", "dice", "r2", "kappa", "matthews", "ndcg", "hits",
        "bleu", "rouge", "similarity", "psnr", "ssim", "reward", "return", "specificity", "sensitivity", "map",
    ];

    /// <summary>Returns the best value: the greatest of scores, the least of errors.</summary>
    /// <param name="name">The name of the scalar.</param>
    public double Best(string name) => IsIncreasing(name) ? Max : Min;

    /// <summary>Returns whether more is better.</summary>
    public static bool IsIncreasing(string name)
    {
        var lower = name.ToLowerInvariant();
        return !lower.Contains("loss", StringComparison.Ordinal) && !lower.Contains("error", StringComparison.Ordinal)
            && Array.Exists(s_increasing, n => lower.Contains(n, StringComparison.Ordinal));
    }
}

/// <summary>Collects what a table says of a scalar, value by value: a million of them take no memory.</summary>
internal sealed class ScalarAccumulator : IScalarSink
{
    private int _count;
    private double _lastStep, _last = double.NaN, _min = double.NaN, _max = double.NaN;

    bool IScalarSink.TakesTimes => false;

    public void AddStep(double step) => _lastStep = step;

    void IScalarSink.AddTime(DateTime time)
    {
    }

    public void AddValue(double value)
    {
        (_count, _last) = (_count + 1, value);
        if (double.IsNaN(value))
            return;

        // Comparisons with NaN are false.
        if (!(value >= _min))
            _min = value;
        if (!(value <= _max))
            _max = value;
    }

    public ScalarSummary ToSummary() => new(_count, _lastStep, _last, _min, _max);
}
