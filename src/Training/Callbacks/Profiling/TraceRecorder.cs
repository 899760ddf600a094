using Gen.Shared;

namespace Gen.Training;

/// <summary>Holds what happens in the steps that are traced, up to a number of spans. Threads that make batches add to it, too.</summary>
/// <param name="time">The clock.</param>
/// <param name="first">The first step, from 0.</param>
/// <param name="end">The step after the last; null: all that follow.</param>
/// <param name="most">Spans kept; what comes after them is not.</param>
internal sealed class TraceRecorder(TimeProvider time, long first, long? end, int most)
{
    private static readonly AsyncLocal<TraceRecorder?> s_current = new();

    private readonly Lock _gate = new();
    private readonly List<TraceSpan> _spans = [];
    private readonly List<TraceSample> _samples = [];
    private readonly List<bool> _lanes = [true];
    private volatile bool _recording;

    /// <summary>The one of the training that the caller works for, on whatever thread; null where none is traced.</summary>
    public static TraceRecorder? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>The step that goes on is one of those to trace.</summary>
    public bool IsRecording => _recording;

    /// <summary>The last of the steps is done, or there is no more room.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Something was left out for want of room.</summary>
    public bool IsFull { get; private set; }

    /// <summary>When this began, in ticks.</summary>
    public long Origin { get; } = time.GetTimestamp();

    /// <summary>Ticks a second.</summary>
    public long Frequency => time.TimestampFrequency;

    /// <summary>Ticks now.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>Lanes that were ever taken, the training's own included.</summary>
    public int Lanes
    {
        get
        {
            lock (_gate) return _lanes.Count;
        }
    }

    /// <summary>A step is about to begin.</summary>
    public void At(long step)
    {
        if (IsDone)
            return;
        IsDone = step >= end;
        _recording = step >= first && !IsDone;
    }

    /// <summary>Nothing more is recorded.</summary>
    public void Stop() => (IsDone, _recording) = (true, false);

    public void Add(string name, string category, long start, long end, long? number, int lane = 0)
    {
        lock (_gate)
        {
            if (!_recording)
                return;
            if (_spans.Count < most)
            {
                _spans.Add(new TraceSpan(name, category, start, end, lane, number));
                return;
            }

            IsFull = true;
            Stop();
        }
    }

    public void Add(MemoryUse memory)
    {
        if (_recording)
            _samples.Add(new TraceSample(Now, memory));
    }

    /// <summary>A lane for a thread, the first that no one is in.</summary>
    public int TakeLane()
    {
        lock (_gate)
        {
            var free = _lanes.IndexOf(false);
            if (free >= 0)
            {
                _lanes[free] = true;
                return free;
            }

            _lanes.Add(true);
            return _lanes.Count - 1;
        }
    }

    public void LeaveLane(int lane)
    {
        lock (_gate) _lanes[lane] = false;
    }

    /// <summary>All that was recorded, by beginning, what lasts longer first.</summary>
    public (IReadOnlyList<TraceSpan> Spans, IReadOnlyList<TraceSample> Samples) Take()
    {
        lock (_gate)
        {
            TraceSpan[] spans = [.. _spans.OrderBy(s => s.Start).ThenByDescending(s => s.End)];
            return (spans, [.. _samples]);
        }
    }
}

/// <summary>Something that took time.</summary>
/// <param name="Name">What: a phase, a layer.</param>
/// <param name="Category">What kind of thing that is.</param>
/// <param name="Start">When it began, in the clock's ticks.</param>
/// <param name="End">When it ended.</param>
/// <param name="Lane">Who did it: 0 is the thread that trains, the others make batches.</param>
/// <param name="Number">The step or batch; null where it belongs to none.</param>
internal readonly record struct TraceSpan(string Name, string Category, long Start, long End, int Lane, long? Number);

/// <summary>What the memory looked like.</summary>
/// <param name="At">When, in the clock's ticks.</param>
/// <param name="Memory">What it was.</param>
internal readonly record struct TraceSample(long At, MemoryUse Memory);

/// <summary>What a trace calls things; the same strings each time, so that recording makes none.</summary>
internal static class TraceNames
{
    public const string Step = "step";
    public const string Phase = "phase";
    public const string Training = "training";
    public const string Validation = "validation";
    public const string Layer = "layer";
    public const string MakeBatch = "make batch";
    public const string Data = "data";

    private static readonly string[] s_phases = [.. Enum.GetNames<TrainingPhase>().Select(KeyName.ToSnakeCase)];

    /// <summary>A phase's name in snake_case, as in the keys of its scalars: <c>data_wait</c>.</summary>
    public static string Of(TrainingPhase phase) => s_phases[(int)phase];
}
