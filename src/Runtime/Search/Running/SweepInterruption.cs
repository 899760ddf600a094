using System.Runtime.InteropServices;

namespace Gen.Search;

/// <summary>What ends the work on a sweep early: the caller, a signal, the end of the process that started this one, or Slurm.</summary>
internal sealed class SweepInterruption : IDisposable
{
    // Slurm ends a worker two minutes after its signal. A trial that never asks whether it shall end gets SIGTERM from Slurm before that.
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(1);

    /// <summary>SIGUSR1, by which Slurm says that the time of a job is nearly over.</summary>
    private const PosixSignal TimeIsUp = (PosixSignal)10;

    private readonly string _sweep;
    private readonly CancellationTokenSource _source;
    private readonly List<PosixSignalRegistration> _signals = [];
    private PosixSignal? _signal;
    private Timer? _requeue;
    private int _hasRequeued;

    /// <summary>Waits for what ends the work.</summary>
    /// <param name="sweep">The number of the sweep.</param>
    /// <param name="role">What this process is.</param>
    /// <param name="handlesSignals">Whether signals end the work.</param>
    /// <param name="cancellationToken">What else ends it.</param>
    public SweepInterruption(string sweep, SweepRole role, bool handlesSignals, CancellationToken cancellationToken)
    {
        _sweep = sweep;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (handlesSignals)
            _signals.AddRange(CommandLine.ExitCode.Signals.Select(s => PosixSignalRegistration.Create(s, OnSignal)));
        if (role == SweepRole.SlurmWorker)
            _signals.Add(PosixSignalRegistration.Create(TimeIsUp, OnSignal));
        if (role == SweepRole.LocalWorker)
            new Thread(WaitForParent) { IsBackground = true, Name = "Gen sweep" }.Start();
    }

    public CancellationToken Token => _source.Token;

    public int ExitCode => _signal switch
    {
        null => CommandLine.ExitCode.Interrupted,
        TimeIsUp => 128 + 10,
        { } signal => CommandLine.ExitCode.Of(signal),
    };

    /// <summary>Asks Slurm to run this job again, if that is why it ends: its trial has a checkpoint, and its claim was released.</summary>
    public void RequeueIfTimeIsUp()
    {
        if (_signal != TimeIsUp || Interlocked.Exchange(ref _hasRequeued, 1) != 0)
            return;
        SweepProgram.Write(Slurm.Requeue() is { } error
            ? $"The time of this job is over, and Slurm did not requeue it: {error} To go on, write: sweep resume {_sweep}"
            : "The time of this job is over: requeued.");
    }

    public void Dispose()
    {
        _signals.ForEach(s => s.Dispose());
        _requeue?.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // The run that is active has a handler too, and makes a checkpoint.
        context.Cancel = true;
        _signal ??= context.Signal;
        if (context.Signal == TimeIsUp)
            _requeue ??= new Timer(_ => RequeueIfTimeIsUp(), null, s_grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    private void WaitForParent()
    {
        try
        {
            while (Console.In.Read() >= 0)
            {
            }

            _source.Cancel();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Without a standard input there is nothing to wait for.
        }
    }
}

/// <summary>What a process is to a sweep.</summary>
internal enum SweepRole
{
    /// <summary>It shows the sweep to the user.</summary>
    Main,

    /// <summary>It was started by another process of this machine, and ends with that.</summary>
    LocalWorker,

    /// <summary>It was started by Slurm.</summary>
    SlurmWorker,
}
