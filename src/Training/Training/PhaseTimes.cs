namespace Gen.Training;

/// <summary>The phases of a step, in order.</summary>
public enum TrainingPhase
{
    /// <summary>Waiting for the next batch.</summary>
    DataWait,

    /// <summary>Copying the batch to the model's device.</summary>
    Transfer,

    /// <summary>Computing the model's output and the loss.</summary>
    Forward,

    /// <summary>Computing the gradients.</summary>
    Backward,

    /// <summary>Zeroing and clipping gradients, and the optimizer's step.</summary>
    Optimizer,

    /// <summary>Updating the mean loss and the metrics, and reading them at the end.</summary>
    Metrics,

    /// <summary>Calling the callbacks, including the experiment's hooks.</summary>
    Hooks,

    /// <summary>The rest: freeing the tensors of a step, changing the model's mode, writing log values.</summary>
    Other,
}

/// <summary>Groups of phases.</summary>
internal static class TrainingPhases
{
    /// <summary>The phases of a validation.</summary>
    public static IReadOnlyList<TrainingPhase> OfValidation { get; } =
        [.. Enum.GetValues<TrainingPhase>().Where(p => p is not (TrainingPhase.Backward or TrainingPhase.Optimizer))];
}

/// <summary>The time of a number of steps, by phase.</summary>
public sealed class PhaseTimes
{
    private readonly double[] _seconds;

    internal PhaseTimes(double[] seconds, long steps, long rows) =>
        (_seconds, Steps, Rows, Seconds) = (seconds, steps, rows, seconds.Sum());

    /// <summary>The number of batches.</summary>
    public long Steps { get; }

    /// <summary>The number of rows of these batches.</summary>
    public long Rows { get; }

    /// <summary>The time of all phases, in seconds.</summary>
    public double Seconds { get; }

    /// <summary>The time of a phase, in seconds.</summary>
    public double this[TrainingPhase phase] => _seconds[(int)phase];

    /// <summary>The number of batches per second; 0 before the first one.</summary>
    public double StepsPerSecond => Seconds > 0 ? Steps / Seconds : 0;

    /// <summary>The number of rows per second; 0 before the first one.</summary>
    public double RowsPerSecond => Seconds > 0 ? Rows / Seconds : 0;

    /// <summary>The phase that took the longest.</summary>
    public TrainingPhase Largest => (TrainingPhase)Array.IndexOf(_seconds, _seconds.Max());

    /// <summary>Returns the share of a phase in the time, 0 to 1.</summary>
    public double Share(TrainingPhase phase) => Seconds > 0 ? this[phase] / Seconds : 0;

    internal PhaseTimes Plus(PhaseTimes other) =>
        new([.. _seconds.Zip(other._seconds, static (a, b) => a + b)], Steps + other.Steps, Rows + other.Rows);
}
