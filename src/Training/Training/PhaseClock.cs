namespace Gen.Training;

/// <summary>
/// The trainer's lap timer. The time since the last lap is added to the phase that ends, so all time is counted exactly once. It exists
/// only while a profiler is attached. A lap allocates nothing.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="wait">Waits for the device at the end of a phase; null for not waiting.</param>
/// <param name="trace">The recorder of laps; null for none.</param>
internal sealed class PhaseClock(TimeProvider time, Action? wait = null, TraceRecorder? trace = null)
{
    private readonly PhaseTotals _training = new();
    private readonly PhaseTotals _evaluation = new();
    private long _last = time.GetTimestamp();
    private long _stepBegan;
    private long _evaluationBegan;
    private long _batch;
    private bool _evaluating;

    /// <summary>The number of training steps done.</summary>
    public long Step { get; private set; }

    private PhaseTotals Totals => _evaluating ? _evaluation : _training;

    /// <summary>The index of the training step or of the batch of the validation, from 0.</summary>
    public long Number => _evaluating ? _batch : Step;

    /// <summary>Ends a phase.</summary>
    public void Lap(TrainingPhase phase)
    {
        wait?.Invoke();
        var now = time.GetTimestamp();
        Totals.Add(phase, now - _last);
        if (trace is { IsRecording: true })
            trace.Add(TraceNames.FromPhase(phase), TraceNames.Phase, _last, now, Number);
        _last = now;
    }

    /// <summary>Discards the time since the last lap, which was the profiler's own.</summary>
    public void Skip() => _last = time.GetTimestamp();

    /// <summary>Begins the batches of an epoch or an evaluation.</summary>
    public void BeginSteps()
    {
        Lap(TrainingPhase.Other);
        _stepBegan = _last;
        _batch = 0;
        if (!_evaluating)
            trace?.BeginStep(Step);
    }

    /// <summary>Ends a batch.</summary>
    public void EndStep(long rows)
    {
        Lap(TrainingPhase.Other);
        Totals.AddStep(rows);
        if (trace is { IsRecording: true })
            trace.Add(TraceNames.Step, _evaluating ? TraceNames.Validation : TraceNames.Training, _stepBegan, _last, Number);
        _stepBegan = _last;
        if (_evaluating)
        {
            _batch++;
            return;
        }

        Step++;
        trace?.BeginStep(Step);
    }

    /// <summary>Begins a validation. The time before it belongs to reading the metrics.</summary>
    public void BeginEvaluation()
    {
        Lap(TrainingPhase.Metrics);
        (_evaluating, _evaluationBegan) = (true, _last);
    }

    /// <summary>Ends a validation.</summary>
    public void EndEvaluation()
    {
        Lap(TrainingPhase.Other);
        if (trace is { IsRecording: true })
            trace.Add(TraceNames.Validation, TraceNames.Validation, _evaluationBegan, _last, null);
        (_evaluating, _stepBegan) = (false, _last);
    }

    /// <summary>Returns the times of training since the last call.</summary>
    public PhaseTimes TakeTraining() => _training.Take(time.TimestampFrequency);

    /// <summary>Returns the times of validation since the last call.</summary>
    public PhaseTimes TakeEvaluation() => _evaluation.Take(time.TimestampFrequency);
}

/// <summary>The total time of each phase.</summary>
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

    /// <summary>Returns and resets the totals.</summary>
    /// <param name="frequency">The number of ticks per second.</param>
    public PhaseTimes Take(long frequency)
    {
        var seconds = Array.ConvertAll(_ticks, t => t / (double)frequency);
        var times = new PhaseTimes(seconds, Steps, Rows);
        Array.Clear(_ticks);
        (Steps, Rows) = (0, 0);
        return times;
    }
}
