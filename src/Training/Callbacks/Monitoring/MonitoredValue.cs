namespace Gen.Training;

/// <summary>The best value of a log value so far.</summary>
/// <param name="callback">The name of the callback, for messages.</param>
/// <param name="key">The key of the log value.</param>
internal sealed class MonitoredValue(string callback, string key)
{
    private MonitorMode _mode;
    private double _minDelta;

    /// <summary>The best value; NaN before any.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>The epoch of the best value, from 0; null before any.</summary>
    public int? BestEpoch { get; private set; }

    /// <summary>Determines the direction.</summary>
    /// <param name="mode">The direction that the user set.</param>
    /// <param name="minDelta">The change that an improvement must exceed.</param>
    /// <exception cref="TrainingException">The direction cannot be told from the key.</exception>
    public void Begin(MonitorMode mode, double minDelta = 0)
    {
        _minDelta = minDelta;
        _mode = mode == MonitorMode.Auto ? Direction.FromKey(key) : mode;
        if (_mode == MonitorMode.Auto)
            throw new TrainingException($"{callback} cannot tell whether a lower or a higher '{key}' is better: set Mode to MonitorMode.Min or MonitorMode.Max.");
    }

    /// <summary>Forgets the best value.</summary>
    /// <param name="baseline">The value to improve on; null for none.</param>
    public void Reset(double? baseline = null) => (Best, BestEpoch) = (baseline ?? double.NaN, null);

    public void Save(CheckpointState state)
    {
        state.Set("monitor", key);
        state.Set("best", Best);
        if (BestEpoch is { } epoch)
            state.Set("best_epoch", epoch);
    }

    public void Load(CheckpointState state)
    {
        Best = state.GetDouble("best");
        BestEpoch = state.Contains("best_epoch") ? (int)state.GetInt64("best_epoch") : null;
    }

    /// <summary>Takes the value of an epoch, and returns whether it is the best so far. NaN never is.</summary>
    public bool Improves(double value, int epoch)
    {
        if (double.IsNaN(value) || !IsBetter(value, Best))
            return false;
        (Best, BestEpoch) = (value, epoch);
        return true;
    }

    private bool IsBetter(double value, double than) => double.IsNaN(than) || (_mode == MonitorMode.Max ? value - _minDelta > than : value + _minDelta < than);
}
