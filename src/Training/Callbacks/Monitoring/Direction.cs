using System.Text.RegularExpressions;

namespace Gen.Training;

/// <summary>
/// Tells from the key of a value whether lower or higher is better. Words count as wholes: <c>brierSkill</c> is a skill, though a lower Brier score is better.
/// </summary>
internal static partial class Direction
{
    private static readonly HashSet<string> s_rising =
    [
        "accuracy", "acc", "precision", "recall", "sensitivity", "specificity", "f1", "f2", "beta", "fbeta", "auc", "auroc", "r2", "kappa", "matthews", "mcc",
        "correlation", "iou", "jaccard", "dice", "skill", "explained", "similarity",
    ];

    private static readonly HashSet<string> s_falling =
    [
        "loss", "error", "errors", "mse", "mae", "rmse", "mape", "msle", "entropy", "crossentropy", "brier", "hinge", "divergence", "perplexity", "poisson",
        "cosh",
    ];

    /// <summary>Returns Min or Max, or Auto if the key does not tell.</summary>
    /// <param name="key">The key of a log value: <c>val_loss</c>, <c>val_rocAuc</c>.</param>
    public static MonitorMode FromKey(string key)
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
