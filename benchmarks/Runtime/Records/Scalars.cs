namespace Gen.Benchmarks.Runtime.Records;

/// <summary>A run that logs points and waits for a heartbeat after each thousand of them.</summary>
[Experiment("scalars")]
public sealed partial class Scalars
{
    /// <summary>Points of a heartbeat.</summary>
    public const int PointsPerBeat = 1_000;

    private static readonly string[] s_names =
    [
        "loss",
        "accuracy",
        "val_loss",
        "val_accuracy",
        "lr",
        "precision",
        "recall",
        "f1",
        "time",
        "memory",
    ];

    /// <summary>Heartbeats.</summary>
    public int Beats { get; init; } = 100;

    [Main]
    private void Log(Run run, int beats)
    {
        var pulse = run.Options.Observers.OfType<Pulse>().Single();
        for (var beat = 0; beat < beats; beat++)
        {
            for (var i = 0; i < PointsPerBeat; i++)
                run.LogScalar(s_names[i % s_names.Length], Math.Sin(i * 0.1) + beat, (beat * PointsPerBeat) + i);
            pulse.Wait();
        }
    }
}

/// <summary>Lets the run wait for its next heartbeat.</summary>
internal sealed class Pulse : IRunObserver
{
    private readonly AutoResetEvent _beat = new(false);

    /// <summary>Returns at the next heartbeat.</summary>
    public void Wait()
    {
        _beat.Reset();
        _beat.WaitOne();
    }

    /// <inheritdoc/>
    public void OnEvent(in RunEvent runEvent)
    {
        if (runEvent.Kind == RunEventKind.Heartbeat) _beat.Set();
    }
}
