namespace Gen.Training;

/// <content>The trace.</content>
public sealed partial class Profiler
{
    private TraceRecorder? _trace;

    // A trace that could not be written, for the end of the training.
    private TraceRecorder? _unwritten;
    private LayerSpans? _layers;
    private string? _traceFile;
    private Action? _wait;

    private void BeginTrace(TrainingContext context)
    {
        (_trace, _unwritten, _traceFile, TraceFile) = (null, null, null, null);
        if (Steps is not { } steps)
            return;
        var (first, end) = Window(steps);
        if (path is null && context.Run?.Directory is null)
        {
            if (context.Run is null)
                throw new TrainingException(
                    "Profiler requires a path for its trace outside of a run, as in new Profiler(\"trace.json\"), unless Steps is null."
                );

            // A run that is not recorded writes nothing.
            return;
        }

        _traceFile = path is null ? ProfileFolder.CreatePath(context.Run!.Directory!, Time.GetUtcNow()) : OutputPath.Resolve(context, path);
        OutputPath.CheckFile(this, _traceFile);
        TraceRecorder.Current = _trace = new TraceRecorder(Time, first, end, MaxSpans);
    }

    private (long First, long? End) Window(Range steps)
    {
        if (MaxSpans < 1)
            throw new TrainingException($"Profiler.MaxSpans must be at least 1, but was {MaxSpans}.");
        var toTheEnd = steps.End is { IsFromEnd: true, Value: 0 };
        if (steps.Start.IsFromEnd || (steps.End.IsFromEnd && !toTheEnd) || (!toTheEnd && steps.End.Value <= steps.Start.Value))
            throw new TrainingException(
                $"Profiler.Steps must be a range counted from the first step, such as 10..60 or 100.., but was {steps}."
            );
        return (steps.Start.Value, toTheEnd ? null : steps.End.Value);
    }

    // The file is written after the last traced step, so that it is there early in a long training and tracing costs nothing afterwards.
    private void Trace(TrainingContext context)
    {
        if (_trace!.IsDone)
        {
            EndTrace(context);
            return;
        }

        if (!_trace.IsRecording)
            return;
        if (Layers)
            _layers ??= new LayerSpans(context.Model, _trace, _clock!, _wait);
        _trace.Add(MemoryUsage.Now());
    }

    private void EndTrace(TrainingContext context)
    {
        if (_unwritten is { } earlier)
            _output.Retry(() => Write(earlier));
        _unwritten = null;
        if (_trace is not { } trace)
            return;
        _trace = null;
        _layers?.Dispose();
        _layers = null;
        TraceRecorder.Current = null;
        trace.Stop();
        if (!_output.TryWrite(context, _traceFile!, () => Write(trace)))
            _unwritten = trace;
        if (trace.IsFull)
        {
            TrainingLog.Warn(context, FormattableString.Invariant(
                $"Profiler's trace ends after {MaxSpans} spans. Trace fewer steps or increase MaxSpans."));
        }
    }

    private void Write(TraceRecorder trace)
    {
        if (new TraceWriter(trace).Write(_traceFile!) == 0)
            return;
        TraceFile = _traceFile;
        if (path is null)
            ProfileFolder.Complete(_traceFile!, trace);
    }
}
