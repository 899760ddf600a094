namespace Gen.Generators.Hooks.Shape;

/// <summary>Names of what is generated for training an experiment, and of what that uses.</summary>
internal static class TrainingNames
{
    public const string Logs = "Logs";
    public const string Names = "Names";
    public const string CreateTrainer = "CreateTrainer";

    /// <summary>The nested class that calls the hooks.</summary>
    public const string Hooks = "GeneratedHooks";

    public const string Space = "global::Gen.Training.";
}
