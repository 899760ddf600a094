namespace Gen.Training;

/// <summary>
/// The trainer's lap timer: whoever ends a phase says which one it was, and the time since the last lap is that phase's. So no time is counted
/// twice or not at all. It is there only while somebody profiles, and a lap allocates nothing.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="wait">Waits for the device, so that a phase's time has all its work in it; null: the device works on while the next phase begins.</param>
/// <param name="trace">Gets each lap while it records; null for none.</param>
internal sealed class PhaseClock(TimeProvider time, Action? wait = null, TraceRecorder? trace = null)
{
    private readonly PhaseTotals _training = new();
    private readonly PhaseTotals _evaluation = new();
    private long _last = time.GetTimestamp();
    private long _stepBegan;
    private long _evaluationBegan;
    private long _batch;
    private bool _evaluating;

    /// <summary>Training steps done.</summary>
    public long Step { get; private set; }

    private PhaseTotals Totals => _evaluating ? _evaluation : _training;

    /// <summary>The training step or the batch of the validation, from 0.</summary>
    public long Number => _evaluating ? _batch : Step;

    /// <summary>A phase ends.</summary>
    public void Lap(TrainingPhase phase)
    {
        wait?.Invoke();
        var now = time.GetTimestamp();
        Totals.Add(phase, now - _last);
        if (trace is { IsRecording: true })
            trace.Add(TraceNames.FromPhase(phase), TraceNames.Phase, _last, now, Number);
        _last = now;
    }

    /// <summary>What was done since the last lap counts nowhere: it was the profiler's own work.</summary>
    public void Skip() => _last = time.GetTimestamp();

    /// <summary>The batches of an epoch or evaluation begin.</summary>
    public void BeginSteps()
    {
        Lap(TrainingPhase.Other);
        _stepBegan = _last;
        _batch = 0;
        if (!_evaluating)
            trace?.BeginStep(Step);
    }

    /// <summary>A batch is done with.</summary>
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

    /// <summary>A validation begins; what was before belongs to reading the metrics.</summary>
    public void BeginEvaluation()
    {
        Lap(TrainingPhase.Metrics);
        (_evaluating, _evaluationBegan) = (true, _last);
    }

    /// <summary>It ends.</summary>
    public void EndEvaluation()
    {
        Lap(TrainingPhase.Other);
        if (trace is { IsRecording: true })
            trace.Add(TraceNames.Validation, TraceNames.Validation, _evaluationBegan, _last, null);
        _evaluating = false;
    }

    /// <summary>Training's times since the last reading.</summary>
    public PhaseTimes TakeTraining() => _training.Take(time.TimestampFrequency);

    /// <summary>Validation's times since the last reading.</summary>
    public PhaseTimes TakeEvaluation() => _evaluation.Take(time.TimestampFrequency);
}

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
