namespace Gen.Training;

/// <summary>Time per phase, added up.</summary>
internal sealed class PhaseTotals
{
    public static readonly int Phases = Enum.GetValues<TrainingPhase>().Length;

    private readonly long[] _ticks = new long[Phases];

    public long Steps { get; private set; }

    public long Rows { get; private set; }

    public void Add(TrainingPhase phase, long ticks) => _ticks[(int)phase] += ticks;

    public void AddStep(long rows)
    {
        Steps++;
        Rows += rows;
    }

    /// <summary>What was added since the last reading.</summary>
    /// <param name="frequency">Ticks a second.</param>
    public PhaseTimes Take(long frequency)
    {
        var seconds = Array.ConvertAll(_ticks, t => t / (double)frequency);
        var times = new PhaseTimes(seconds, Steps, Rows);
        Array.Clear(_ticks);
        (Steps, Rows) = (0, 0);
        return times;
    }
}
