using Gen.Generators.Metrics;
using Gen.Generators.Training;

namespace Gen.Generators.Semantics;

/// <summary>A value that an experiment logs.</summary>
/// <param name="Property">Its property of <c>Logs</c>, and its constant of <c>Logs.Names</c>: <c>ValAccuracy</c>.</param>
/// <param name="Key">Its key: <c>val_accuracy</c>.</param>
/// <param name="Shape">What it is.</param>
/// <param name="IsValidation">True for the validation's.</param>
/// <param name="Doc">Its metric's summary.</param>
internal sealed record LogMember(string Property, string Key, MetricShapeModel Shape, bool IsValidation, string? Doc);

/// <summary>The values that an experiment with these metrics logs.</summary>
internal static class LogMembers
{
    public const string Loss = "loss";
    public const string LearningRate = "lr";
    public const string ValidationKey = "val_";

    private const string ValidationProperty = "Val";

    /// <summary>The loss, the metrics, and the same of the validation; of two with one key or one property the first.</summary>
    public static IReadOnlyList<LogMember> Create(IEnumerable<LoggedMetric> metrics)
    {
        var training = metrics
            .Select(m => new LogMember(m.Property, m.Key, m.Shape, false, m.Doc))
            .Prepend(new LogMember("Loss", Loss, MetricShapeModel.Scalar, false, "Mean loss."))
            .ToArray();
        var validation = training.Select(m =>
            m with
            {
                Property = ValidationProperty + m.Property,
                Key = ValidationKey + m.Key,
                IsValidation = true,
            }
        );
        var properties = new HashSet<string> { TrainingNames.Names, TrainingNames.Logs, TrainingNames.EvaluationLogs };
        var keys = new HashSet<string>();
        return
        [
            .. training.Concat(validation).Where(m => !properties.Contains(m.Property) && keys.Add(m.Key) && properties.Add(m.Property)),
        ];
    }
}

/// <summary>Names of what is generated for training an experiment, and of what that uses.</summary>
internal static class TrainingNames
{
    public const string Logs = "Logs";

    /// <summary>The base class of <see cref="Logs"/>, without the values of a validation.</summary>
    public const string EvaluationLogs = "EvaluationLogs";
    public const string Names = "Names";
    public const string CreateTrainer = "CreateTrainer";

    /// <summary>The nested callback that calls the hooks.</summary>
    public const string Hooks = "GeneratedHooks";

    /// <summary>The nested class through which a trainer computes the metrics.</summary>
    public const string Metrics = "GeneratedMetrics";

    public const string Space = "global::Gen.Training.";
}
