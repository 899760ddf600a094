using Gen.Shared;

namespace Gen.Training;

/// <summary>Records the spans of traced steps. Thread-safe, because threads that prepare batches record spans, too.</summary>
/// <param name="time">The clock.</param>
/// <param name="first">The first step, from 0.</param>
/// <param name="end">The step after the last; null for all.</param>
/// <param name="maxSpans">The maximum number of spans.</param>
internal sealed class TraceRecorder(TimeProvider time, long first, long? end, int maxSpans)
{
    private static readonly AsyncLocal<TraceRecorder?> s_current = new();

    private readonly Lock _gate = new();
    private readonly List<TraceSpan> _spans = [];
    private readonly List<TraceSample> _samples = [];
    private readonly List<bool> _lanes = [true];
    private volatile bool _recording;

    /// <summary>The recorder of the current training, also on threads that work for it; null if it is not traced.</summary>
    public static TraceRecorder? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Whether the current step is traced.</summary>
    public bool IsRecording => _recording;

    /// <summary>Whether the last traced step is done, or the trace is full.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether spans were omitted because the trace is full.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The timestamp at creation.</summary>
    public long Origin { get; } = time.GetTimestamp();

    /// <summary>The time at creation.</summary>
    public DateTimeOffset StartTime { get; } = time.GetUtcNow();

    /// <summary>The ticks per second.</summary>
    public long Frequency => time.TimestampFrequency;

    /// <summary>The current timestamp.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>The number of lanes, including that of training.</summary>
    public int Lanes
    {
        get
        {
            lock (_gate) return _lanes.Count;
        }
    }

    /// <summary>Starts a step.</summary>
    public void BeginStep(long step)
    {
        if (IsDone)
            return;
        IsDone = step >= end;
        _recording = step >= first && !IsDone;
    }

    /// <summary>Stops recording.</summary>
    public void Stop() => (IsDone, _recording) = (true, false);

    public void Add(string name, string category, long start, long end, long? number, int lane = 0)
    {
        lock (_gate)
        {
            if (!_recording)
                return;
            if (_spans.Count < maxSpans)
            {
                _spans.Add(new TraceSpan(name, category, start, end, lane, number));
                return;
            }

            IsFull = true;
            Stop();
        }
    }

    public void Add(MemoryUsage memory)
    {
        if (_recording)
            _samples.Add(new TraceSample(Now, memory));
    }

    /// <summary>Returns the first free lane, for a thread.</summary>
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

    /// <summary>Returns all spans in the order of their starts, longer ones first, and all samples.</summary>
    public (IReadOnlyList<TraceSpan> Spans, IReadOnlyList<TraceSample> Samples) Take()
    {
        lock (_gate)
        {
            TraceSpan[] spans = [.. _spans.OrderBy(s => s.Start).ThenByDescending(s => s.End)];
            return (spans, [.. _samples]);
        }
    }
}

/// <summary>A span of a trace.</summary>
/// <param name="Name">The name, such as that of a phase or a layer.</param>
/// <param name="Category">The category.</param>
/// <param name="Start">The timestamp of the start.</param>
/// <param name="End">The timestamp of the end.</param>
/// <param name="Lane">The lane: 0 for the training thread, others for threads that prepare batches.</param>
/// <param name="Number">The step or batch; null if there is none.</param>
internal readonly record struct TraceSpan(string Name, string Category, long Start, long End, int Lane, long? Number);

/// <summary>A sample of memory usage.</summary>
/// <param name="At">The timestamp.</param>
/// <param name="Memory">The memory usage.</param>
internal readonly record struct TraceSample(long At, MemoryUsage Memory);

/// <summary>The names and categories of spans, as constants so that recording does not allocate.</summary>
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

    /// <summary>Returns the snake_case name of a phase, as in the keys of its scalars: <c>data_wait</c>.</summary>
    public static string FromPhase(TrainingPhase phase) => s_phases[(int)phase];

    /// <summary>Returns the name of a lane: 0 is the training thread, others prepare batches.</summary>
    public static string FromLane(int lane) => lane == 0 ? "training"
        : lane == 1 ? "batches ahead"
        : FormattableString.Invariant($"batches ahead {lane}");
}
