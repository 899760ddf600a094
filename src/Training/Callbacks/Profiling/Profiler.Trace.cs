namespace Gen.Training;

/// <content>The trace.</content>
public sealed partial class Profiler
{
    private TraceRecorder? _trace;
    private LayerSpans? _layers;
    private string? _traceFile;
    private Action? _wait;

    private void BeginTrace(TrainingContext context)
    {
        (_trace, _traceFile, TraceFile) = (null, null, null);
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
        if (Directory.Exists(_traceFile))
            throw new TrainingException($"Profiler cannot write '{_traceFile}', because it is a folder.");
        try
        {
            // In the run folder it is created with the trace: TensorBoard would list an empty one as a profile.
            if (path is not null)
                Directory.CreateDirectory(Path.GetDirectoryName(_traceFile)!);
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(this, _traceFile, e);
        }

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
        if (_trace is not { } trace)
            return;
        _trace = null;
        _layers?.Dispose();
        _layers = null;
        TraceRecorder.Current = null;
        trace.Stop();
        try
        {
            if (new TraceWriter(trace).Write(_traceFile!) > 0)
            {
                TraceFile = _traceFile;
                if (path is null)
                    ProfileFolder.Complete(_traceFile!, trace);
            }
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(this, _traceFile!, e);
        }

        if (trace.IsFull)
            {
            TrainingLog.Warn(context, FormattableString.Invariant(
                $"Profiler's trace ends after {MaxSpans} spans. Trace fewer steps or increase MaxSpans."));
        }
    }
}
