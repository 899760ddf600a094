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
                throw new TrainingException($"Profiler has no place for its trace outside a run: give it one, as in new Profiler(\"{DefaultName}\"), or trace no steps with Steps = null");

            // A run that is not recorded leaves nothing, as it was asked to.
            return;
        }

        _traceFile = OutputPath.Resolve(context, path ?? DefaultName);
        if (Directory.Exists(_traceFile))
            throw new TrainingException($"Profiler cannot write '{_traceFile}': it is a folder");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_traceFile)!);
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(this, _traceFile, e);
        }

        TraceRecorder.Current = _trace = new TraceRecorder(Time, first, end, MostSpans);
    }

    private (long First, long? End) Window(Range steps)
    {
        if (MostSpans < 1)
            throw new TrainingException($"Profiler's MostSpans is {MostSpans}, but must be at least 1");
        var toTheEnd = steps.End is { IsFromEnd: true, Value: 0 };
        if (steps.Start.IsFromEnd || (steps.End.IsFromEnd && !toTheEnd) || (!toTheEnd && steps.End.Value <= steps.Start.Value))
            throw new TrainingException($"Profiler's Steps are {steps}, which are no steps: they count from the first one, as in 10..60 or 100..");
        return (steps.Start.Value, toTheEnd ? null : steps.End.Value);
    }

    // Layers are watched and the file is written as soon as it can be: a long training's trace is there early, and costs nothing afterwards.
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
        _trace.Add(MemoryUse.Now());
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
                TraceFile = _traceFile;
        }
        catch (Exception e) when (OutputPath.IsFileError(e))
        {
            throw OutputPath.WriteError(this, _traceFile!, e);
        }

        if (trace.IsFull)
            TrainingLog.Warn(context, FormattableString.Invariant($"Profiler's trace ends after {MostSpans} spans: trace fewer steps, or raise MostSpans"));
    }
}
