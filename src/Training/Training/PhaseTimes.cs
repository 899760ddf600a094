namespace Gen.Training;

/// <summary>What a trainer does in a step, in the order in which it does it.</summary>
public enum TrainingPhase
{
    /// <summary>Waiting for the source to give a batch.</summary>
    DataWait,

    /// <summary>Bringing the batch to the model's device.</summary>
    Transfer,

    /// <summary>The model's output and the loss.</summary>
    Forward,

    /// <summary>The gradients.</summary>
    Backward,

    /// <summary>Clearing and clipping gradients, and the optimizer's step.</summary>
    Optimizer,

    /// <summary>Adding the batch to the loss's mean and the metrics, and reading both at the end.</summary>
    Metrics,

    /// <summary>The experiment's hooks and the callbacks.</summary>
    Hooks,

    /// <summary>The rest: freeing what a step made, changing the model's mode, writing log values.</summary>
    Other,
}

/// <summary>Groups of phases.</summary>
internal static class TrainingPhases
{
    /// <summary>Those that a validation has: nothing is learned in it.</summary>
    public static IReadOnlyList<TrainingPhase> OfValidation { get; } =
        [.. Enum.GetValues<TrainingPhase>().Where(p => p is not (TrainingPhase.Backward or TrainingPhase.Optimizer))];
}

/// <summary>How the time of a number of steps was spent.</summary>
public sealed class PhaseTimes
{
    private readonly double[] _seconds;

    internal PhaseTimes(double[] seconds, long steps, long rows) => (_seconds, Steps, Rows, Seconds) = (seconds, steps, rows, seconds.Sum());

    /// <summary>Batches.</summary>
    public long Steps { get; }

    /// <summary>Rows of those batches.</summary>
    public long Rows { get; }

    /// <summary>All phases together, in seconds.</summary>
    public double Seconds { get; }

    /// <summary>Seconds of a phase.</summary>
    public double this[TrainingPhase phase] => _seconds[(int)phase];

    /// <summary>Batches a second; 0 before any.</summary>
    public double StepsPerSecond => Seconds > 0 ? Steps / Seconds : 0;

    /// <summary>Rows a second; 0 before any.</summary>
    public double RowsPerSecond => Seconds > 0 ? Rows / Seconds : 0;

    /// <summary>The phase that took longest.</summary>
    public TrainingPhase Largest => (TrainingPhase)Array.IndexOf(_seconds, _seconds.Max());

    /// <summary>A phase's part of the time, 0 to 1.</summary>
    public double Share(TrainingPhase phase) => Seconds > 0 ? this[phase] / Seconds : 0;

    internal PhaseTimes Plus(PhaseTimes other) =>
        new([.. _seconds.Zip(other._seconds, static (a, b) => a + b)], Steps + other.Steps, Rows + other.Rows);
}
