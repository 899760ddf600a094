using System.ComponentModel;
using Gen.IO;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

// What checkpoints need of a run: where its record and its random streams stand, and going on from there.
public partial class Run
{
    private readonly Lock _lockGate = new();
    private RunLock? _lock;
    private RandomStreams? _randoms;

    /// <summary>The run was recorded before and goes on in the same folder (the command line's <c>resume</c>).</summary>
    public bool Resuming => Resumption is not null;

    /// <summary>
    /// The run is being resumed and has not come to the checkpoint that it goes on from: what happens now happened before and is in the record. Scalars
    /// are dropped, console output is not captured again, artifacts and resources are written over.
    /// </summary>
    public bool IsReplaying => Resumption is { IsReplaying: true };

    /// <summary>The absolute path of the folder for the run's checkpoints, which may not be there yet; null before the run starts and for one that is not recorded.</summary>
    public string? Checkpoints => Directory is { } folder ? Path.Combine(folder, "checkpoints") : null;

    /// <summary>The run that is being resumed; null for a new one.</summary>
    internal Resumption? Resumption { get; set; }

    /// <summary>
    /// Where the record stands: <see cref="ContinueFrom"/> goes on from there. All that was logged and printed before the call is handed to the
    /// operating system. For checkpoints; the first call reserves the run for this process, so that no other one resumes it meanwhile.
    /// </summary>
    /// <returns>A short text, not for reading; null for a run that is not recorded.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public string? RecordPosition()
    {
        if (Directory is null)
            return null;
        Reserve();
        return Events.FlushedPosition(this)?.ToString();
    }

    /// <summary>
    /// Cuts the record of a run that is being resumed to where it stood, and goes on writing it: the run is not <see cref="IsReplaying">replaying</see>
    /// any more. The points logged before are known again (<see cref="GetScalars"/>).
    /// </summary>
    /// <param name="position">What <see cref="RecordPosition"/> gave when the checkpoint was made.</param>
    /// <exception cref="FormatException">It is no such text.</exception>
    /// <exception cref="InvalidOperationException">The run is not replaying.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void ContinueFrom(string position)
    {
        var parsed = StorePosition.Parse(position);
        if (!IsReplaying)
            throw new InvalidOperationException("The run is not replaying: it is not being resumed, or goes on already.");
        Events.ContinueFrom(parsed);
    }

    /// <summary>
    /// The state of the run's random streams: how many seeds each has given, and where every <see cref="Random"/> stands that the run has made and
    /// the program still holds. It is not to be called while another thread draws from one.
    /// </summary>
    /// <returns>JSON text.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public string SaveRandomState() => RandomState.Save(_seeds, Randoms);

    /// <summary>
    /// Puts the random streams back to where they stood. Generators are told apart by the order in which they were made: those that the program has
    /// made by now get the state that the ones with the same place had.
    /// </summary>
    /// <param name="state">What <see cref="SaveRandomState"/> gave.</param>
    /// <exception cref="FormatException">It is no such text; nothing was changed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void LoadRandomState(string state) => RandomState.Load(state, _seeds, Randoms);

    private RandomStreams Randoms => _randoms ?? Interlocked.CompareExchange(ref _randoms, new RandomStreams(), null) ?? _randoms;

    /// <summary>Lets others resume the run: its record is complete.</summary>
    internal void Release()
    {
        lock (_lockGate)
        {
            _lock?.Dispose();
            Resumption?.Dispose();
        }
    }

    private void Reserve()
    {
        lock (_lockGate)
        {
            if (_lock is not null || Resuming)
                return;
            try
            {
                _lock = RunLock.TryTake(Checkpoints!);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                Report(LogLevel.Warning, $"The run cannot be kept from being resumed while it goes on: {FileFailure.Reason(e)}");
            }
        }
    }
}
