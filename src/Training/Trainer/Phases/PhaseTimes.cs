namespace Gen.Training;

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
