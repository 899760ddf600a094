using System.Text.RegularExpressions;

namespace Gen.Training;

/// <summary>The best value of a log value so far.</summary>
/// <param name="callback">The name of the callback, for messages.</param>
/// <param name="key">The key of the log value.</param>
internal sealed class MonitoredValue(string callback, string key)
{
    private MonitorMode _mode;
    private double _minDelta;

    /// <summary>The best value; NaN before the first one.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>The epoch of the best value, from 0; null before the first one.</summary>
    public int? BestEpoch { get; private set; }

    /// <summary>Determines the direction.</summary>
    /// <param name="mode">The direction that the user set.</param>
    /// <param name="minDelta">The change that an improvement must exceed.</param>
    /// <exception cref="TrainingException">The direction cannot be inferred from the key.</exception>
    public void Begin(MonitorMode mode, double minDelta = 0)
    {
        _minDelta = minDelta;
        _mode = mode == MonitorMode.Auto ? Direction.FromKey(key) : mode;
        if (_mode == MonitorMode.Auto)
            throw new TrainingException(
                $"{callback} cannot tell whether a lower or a higher '{key}' is better: set Mode to MonitorMode.Min or MonitorMode.Max."
            );
    }

    /// <summary>Forgets the best value.</summary>
    /// <param name="baseline">The value to improve on; null for none.</param>
    public void Reset(double? baseline = null) => (Best, BestEpoch) = (baseline ?? double.NaN, null);

    public void Save(CheckpointState state)
    {
        state.Set("monitor", key);
        state.Set("best", Best);
        if (BestEpoch is { } epoch)
            state.Set("best_epoch", epoch);
    }

    public void Load(CheckpointState state)
    {
        Best = state.GetDouble("best");
        BestEpoch = state.Contains("best_epoch") ? (int)state.GetInt64("best_epoch") : null;
    }

    /// <summary>Adds the value of an epoch, and returns whether it is the best so far. NaN never is.</summary>
    public bool Improves(double value, int epoch)
    {
        if (double.IsNaN(value) || !IsBetter(value, Best))
            return false;
        (Best, BestEpoch) = (value, epoch);
        return true;
    }

    private bool IsBetter(double value, double than) =>
        double.IsNaN(than) || (_mode == MonitorMode.Max ? value - _minDelta > than : value + _minDelta < than);
}

/// <summary>The direction in which a monitored value improves.</summary>
public enum MonitorMode
{
    /// <summary>Inferred from the key: lower is better for losses and errors, higher for accuracies and scores. A key from which it cannot
    /// be inferred is an error before the first batch.</summary>
    Auto,

    /// <summary>Lower is better.</summary>
    Min,

    /// <summary>Higher is better.</summary>
    Max,
}

/// <summary>
/// Infers from the key of a value whether lower or higher is better. Whole words are compared: <c>brierSkill</c> is a skill, although a
/// lower Brier score is better.
/// </summary>
internal static partial class Direction
{
    private static readonly HashSet<string> s_rising =
    [
        "accuracy",
        "acc",
        "precision",
        "recall",
        "sensitivity",
        "specificity",
        "f1",
        "f2",
        "beta",
        "fbeta",
        "fmeasure",
        "auc",
        "auroc",
        "r2",
        "kappa",
        "matthews",
        "mcc",
        "correlation",
        "iou",
        "jaccard",
        "dice",
        "skill",
        "explained",
        "similarity",
    ];

    private static readonly HashSet<string> s_falling =
    [
        "loss",
        "error",
        "errors",
        "mse",
        "mae",
        "rmse",
        "mape",
        "msle",
        "entropy",
        "crossentropy",
        "brier",
        "hinge",
        "divergence",
        "perplexity",
        "poisson",
        "cosh",
    ];

    /// <summary>Returns Min or Max; Auto if the direction cannot be inferred.</summary>
    /// <param name="key">The key of a log value: <c>val_loss</c>, <c>val_rocAuc</c>.</param>
    public static MonitorMode FromKey(string key)
    {
        // The words of a class name say nothing: errors/precision is not a precision.
        var element = key.LastIndexOf('/');
        if (element > 0 && FromWords(key[..element]) is not MonitorMode.Auto and var mode)
            return mode;
        return FromWords(key);
    }

    private static MonitorMode FromWords(string key)
    {
        var words = Words().Matches(key).Select(m => m.Value.ToLowerInvariant()).ToList();
        if (words.Contains("negatives") || words.Contains("positives"))
            return words.Contains("true") ? MonitorMode.Max : words.Contains("false") ? MonitorMode.Min : MonitorMode.Auto;
        if (words.Exists(s_rising.Contains))
            return MonitorMode.Max;
        return words.Exists(s_falling.Contains) ? MonitorMode.Min : MonitorMode.Auto;
    }

    // aB, a_b and ROCAuc are all two words; digits belong to the word before them.
    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*")]
    private static partial Regex Words();
}
