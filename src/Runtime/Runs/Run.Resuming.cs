using System.ComponentModel;
using Gen.IO;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

// What checkpoints need of a run: the positions of its record and of its random streams, and continuing from there.
public partial class Run
{
    private readonly Lock _lockGate = new();
    private RunLock? _lock;
    private RandomStreams? _randoms;

    /// <summary>Whether the run continues an earlier one in the same folder (see the command <c>resume</c>).</summary>
    public bool Resuming => Resumption is { BeginsAnew: false };

    /// <summary>
    /// Whether the run is being resumed and has not reached the checkpoint that it continues from: what happens now is in the record
    /// already. Scalars are dropped, console output is not captured, and artifacts and resources are overwritten.
    /// </summary>
    public bool IsReplaying => Resumption is { IsReplaying: true };

    /// <summary>
    /// The absolute path of the folder for the run's checkpoints, which may not exist yet; null before the run starts and for a run that is
    /// not recorded.
    /// </summary>
    public string? Checkpoints => Directory is { } folder ? Path.Combine(folder, "checkpoints") : null;

    /// <summary>The earlier part of a run that is being resumed; null for a new run.</summary>
    internal Resumption? Resumption { get; set; }

    /// <summary>
    /// Returns the position of the record, for checkpoints; <see cref="ContinueFrom"/> continues from there. All that was logged and
    /// printed before is written to the operating system. The first call locks the run, so that no other process resumes it meanwhile.
    /// </summary>
    /// <returns>An opaque text; null for a run that is not recorded.</returns>
    /// <exception cref="OperationCanceledException">Another process has taken over the run, a trial or one of the queue.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public string? RecordPosition()
    {
        if (Directory is null)
            return null;
        if (Trial?.IsLost() == true || Resumption?.QueueClaim?.CheckLost() == true)
        {
            Cancel();
            throw new OperationCanceledException("Another process has taken the run over.", _cancellation.Token);
        }

        AcquireLock();
        return Events.FlushAndGetPosition(this)?.ToString();
    }

    /// <summary>
    /// Truncates the record of a run that is being resumed to a position, and continues it from there: the run is no longer
    /// <see cref="IsReplaying">replaying</see>. <see cref="GetScalars"/> returns the points logged before the position.
    /// </summary>
    /// <param name="position">The value of <see cref="RecordPosition"/> at the checkpoint.</param>
    /// <exception cref="FormatException">The text is not a position.</exception>
    /// <exception cref="InvalidOperationException">The run is not replaying.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void ContinueFrom(string position)
    {
        var parsed = StorePosition.Parse(position);
        if (!IsReplaying)
            throw new InvalidOperationException("The run is not replaying: it is not being resumed, or has continued already.");
        Events.ContinueFrom(parsed);
    }

    /// <summary>
    /// Returns the state of the run's random streams: the number of seeds drawn from each, and the state of every <see cref="Random"/> that
    /// the run has created and the program still holds. It must not be called while another thread draws from one.
    /// </summary>
    /// <returns>JSON text.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public string SaveRandomState() => RandomState.Save(_seeds, Randoms);

    /// <summary>
    /// Restores the state of the random streams. Generators are identified by the order in which they were created: those that the program
    /// has created by now get the states of the ones with the same ordinal.
    /// </summary>
    /// <param name="state">The value of <see cref="SaveRandomState"/>.</param>
    /// <exception cref="FormatException">The text is not such a state. Nothing was changed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void LoadRandomState(string state) => RandomState.Load(state, _seeds, Randoms);

    private RandomStreams Randoms => _randoms ?? Interlocked.CompareExchange(ref _randoms, new RandomStreams(), null) ?? _randoms;

    /// <summary>Unlocks the run: its record is complete, and others may resume it.</summary>
    internal void Release()
    {
        lock (_lockGate)
        {
            _lock?.Dispose();
            Resumption?.Dispose();
        }
    }

    private void AcquireLock()
    {
        lock (_lockGate)
        {
            if (_lock is not null || Resumption is not null)
                return;
            try
            {
                _lock = RunLock.TryAcquire(Checkpoints!);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                Report(LogLevel.Warning, $"The run cannot be locked against being resumed by another process: {FileFailure.Reason(e)}");
            }
        }
    }
}
