namespace Gen.Training;

/// <summary>The best of a log value so far.</summary>
/// <param name="callback">Whose it is, for messages.</param>
/// <param name="key">Key of the log value.</param>
internal sealed class MonitoredValue(string callback, string key)
{
    private MonitorMode _mode;
    private double _minDelta;

    /// <summary>The best value; NaN before any.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>The epoch of the best value, from 0; null before any.</summary>
    public int? BestEpoch { get; private set; }

    public bool RisesWhenBetter => _mode == MonitorMode.Max;

    /// <summary>Settles the direction.</summary>
    /// <param name="mode">As the user set it.</param>
    /// <param name="minDelta">What counts as an improvement must exceed this.</param>
    /// <exception cref="TrainingException">The name does not tell the direction, or the least improvement is no such number.</exception>
    public void Begin(MonitorMode mode, double minDelta = 0)
    {
        if (!(minDelta >= 0))
            throw new TrainingException($"{callback}'s MinDelta must be 0 or more, not {FormattableString.Invariant($"{minDelta}")}");
        _minDelta = minDelta;
        _mode = mode == MonitorMode.Auto ? Direction.Of(key) : mode;
        if (_mode == MonitorMode.Auto)
            throw new TrainingException($"{callback} cannot tell whether '{key}' should fall or rise: set its Mode to MonitorMode.Min or MonitorMode.Max");
    }

    /// <summary>Forgets the best.</summary>
    /// <param name="baseline">A value that must be exceeded; null for any.</param>
    public void Forget(double? baseline = null) => (Best, BestEpoch) = (baseline ?? double.NaN, null);

    /// <summary>Keeps the best.</summary>
    public void Save(CheckpointState state)
    {
        state.Set("monitor", key);
        state.Set("best", Best);
        if (BestEpoch is { } epoch)
            state.Set("best_epoch", epoch);
    }

    /// <summary>Takes over a best that was kept.</summary>
    public void Load(CheckpointState state) => (Best, BestEpoch) = (state.GetDouble("best"), state.Contains("best_epoch") ? (int)state.GetInt64("best_epoch") : null);

    /// <summary>Takes an epoch's value; true if it is the best so far. NaN never is.</summary>
    public bool Improves(double value, int epoch)
    {
        if (double.IsNaN(value) || !IsBetter(value, Best))
            return false;
        (Best, BestEpoch) = (value, epoch);
        return true;
    }

    private bool IsBetter(double value, double than) => double.IsNaN(than) || (RisesWhenBetter ? value - _minDelta > than : value + _minDelta < than);
}
