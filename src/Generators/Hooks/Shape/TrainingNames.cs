namespace Gen.Generators.Hooks.Shape;

/// <summary>Names of what is generated for training an experiment, and of what that uses.</summary>
internal static class TrainingNames
{
    public const string Logs = "Logs";
    public const string Names = "Names";
    public const string CreateTrainer = "CreateTrainer";

    /// <summary>The nested callback that calls the hooks.</summary>
    public const string Hooks = "GeneratedHooks";

    /// <summary>The nested class through which a trainer computes the metrics.</summary>
    public const string Metrics = "GeneratedMetrics";

    public const string Space = "global::Gen.Training.";
}
