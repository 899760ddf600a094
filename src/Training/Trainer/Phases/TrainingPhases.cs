namespace Gen.Training;

/// <summary>Groups of phases.</summary>
internal static class TrainingPhases
{
    /// <summary>Those that a validation has: nothing is learned in it.</summary>
    public static IReadOnlyList<TrainingPhase> OfValidation { get; } =
        [.. Enum.GetValues<TrainingPhase>().Where(p => p is not (TrainingPhase.Backward or TrainingPhase.Optimizer))];
}
