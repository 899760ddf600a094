namespace Gen;

/// <summary>
/// Something that is told what happens in a run: writes it somewhere, sends a message. Filters and batching are observers around observers.
/// </summary>
/// <remarks>
/// Let exceptions out: whoever delivers the event catches them, reports them as a warning in the run's log, and goes on with the other
/// observers and with later events of this one. A run never fails because of an observer. Events of one run come one at a time, from
/// any thread, the first being <see cref="RunEventKind.Started"/> and the last <see cref="RunEventKind.Finished"/>.
/// </remarks>
public interface IRunObserver
{
    /// <summary>Takes one event.</summary>
    /// <param name="runEvent">What happened. It must not be kept beyond the call; what it refers to may be.</param>
    void OnEvent(in RunEvent runEvent);
}

/// <summary>What happened in a run.</summary>
public enum RunEventKind
{
    /// <summary>The run has started: its id and folder are known.</summary>
    Started,

    /// <summary>New scalars or console output are there; at most every second, and before <see cref="Finished"/>.</summary>
    Flush,

    /// <summary>The run is alive, every <see cref="RunOptions.HeartbeatInterval"/>.</summary>
    Heartbeat,

    /// <summary>A file is kept with the run: <see cref="RunEvent.File"/> under <see cref="RunEvent.Name"/>.</summary>
    ArtifactAdded,

    /// <summary>The run reads <see cref="RunEvent.File"/>.</summary>
    ResourceAdded,

    /// <summary>The run has ended with <see cref="Run.Status"/>; <see cref="RunEvent.Exception"/> says why if it failed.</summary>
    Finished,
}

/// <summary>One event of a run. Fields may be added.</summary>
public readonly struct RunEvent
{
    /// <summary>What happened.</summary>
    public required RunEventKind Kind { get; init; }

    /// <summary>The run it happened in.</summary>
    public required Run Run { get; init; }

    /// <summary>With <see cref="RunEventKind.Flush"/>: the points logged since the last one, in the order they were logged.</summary>
    public IReadOnlyList<ScalarPoint> Scalars { get => field ?? []; init; }

    /// <summary>With an artifact: the name it is kept under.</summary>
    public string? Name { get; init; }

    /// <summary>With an artifact or a resource: the absolute path of the file.</summary>
    public string? File { get; init; }

    /// <summary>With <see cref="RunEventKind.Finished"/>: what ended the run, null if it completed.</summary>
    public Exception? Exception { get; init; }
}
