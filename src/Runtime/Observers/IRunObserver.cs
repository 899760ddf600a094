namespace Gen;

/// <summary>An observer of runs, which receives their events, for example to store them elsewhere or to send a message.</summary>
/// <remarks>
/// Implementations should let exceptions propagate. The caller catches them, reports the first as a warning in the run's log and in its
/// record, and continues with later events. A run never fails because of an observer, and does not wait for one but at its end, at most for
/// <see cref="RunOptions.ObserverTimeout"/>. The events of one run are delivered one at a time, on a thread that the observer has for this
/// run; the first is <see cref="RunEventKind.Started"/> and the last <see cref="RunEventKind.Finished"/>. An observer that is behind
/// receives the flushes that it has missed as one. <see cref="RunEvent.Run"/> may be ahead of the event.
/// </remarks>
public interface IRunObserver
{
    /// <summary>Receives an event.</summary>
    /// <param name="runEvent">The event. It must not be kept after the call; the objects that it refers to may be.</param>
    void OnEvent(in RunEvent runEvent);
}

/// <summary>The kind of an event of a run.</summary>
public enum RunEventKind
{
    /// <summary>The run has started: its id and folder are known.</summary>
    Started,

    /// <summary>There are new scalars or new console output. Raised at most every second, and before <see cref="Finished"/>.</summary>
    Flush,

    /// <summary>The run is alive. Raised every <see cref="RunOptions.HeartbeatInterval"/>.</summary>
    Heartbeat,

    /// <summary>The file <see cref="RunEvent.File"/> is kept with the run under <see cref="RunEvent.Name"/>.</summary>
    ArtifactAdded,

    /// <summary>The run reads <see cref="RunEvent.File"/>.</summary>
    ResourceAdded,

    /// <summary>The run has ended with <see cref="Run.Status"/>. If it failed, <see cref="RunEvent.Exception"/> is the reason.</summary>
    Finished,
}

/// <summary>An event of a run. Properties may be added in later versions.</summary>
public readonly struct RunEvent
{
    /// <summary>The kind of the event.</summary>
    public required RunEventKind Kind { get; init; }

    /// <summary>The run.</summary>
    public required Run Run { get; init; }

    /// <summary>
    /// For <see cref="RunEventKind.Flush"/>: the points logged since the last such event, in the order in which they were logged.
    /// </summary>
    public IReadOnlyList<ScalarPoint> Scalars { get => field ?? []; init; }

    /// <summary>For <see cref="RunEventKind.ArtifactAdded"/>: the name under which the file is kept.</summary>
    public string? Name { get; init; }

    /// <summary>For artifacts and resources: the absolute path of the file.</summary>
    public string? File { get; init; }

    /// <summary>For <see cref="RunEventKind.Finished"/>: the exception that ended the run; null if it completed.</summary>
    public Exception? Exception { get; init; }
}
