namespace Gen.RunHost;

/// <summary>
/// Logs, prints and draws random numbers over a few epochs, and writes a checkpoint after each: a training without a model.
/// </summary>
[Experiment("resumable")]
public sealed partial class Resumable
{
    public int Epochs { get; init; } = 5;

    public int Steps { get; init; } = 20;

    /// <summary>Milliseconds between two steps.</summary>
    public int Pause { get; init; }

    /// <summary>The epoch in the middle of which the run waits to be killed; -1 for none.</summary>
    public int StopIn { get; init; } = -1;

    /// <summary>Whether the program continues from a checkpoint when it is resumed.</summary>
    public bool Restores { get; init; } = true;

    /// <summary>A file that the run reads.</summary>
    public string? Reads { get; init; }

    /// <summary>Returns the last number of the last epoch.</summary>
    [Main]
    private static async Task<double> Train(
        Run run,
        int epochs,
        int steps,
        int pause,
        int stopIn,
        bool restores,
        string? reads,
        Random random,
        CancellationToken token
    )
    {
        Console.WriteLine($"begin, seed {run.NextSeed("begin")}");
        run.LogScalar("begin", run.Seed);
        if (reads is not null)
            run.AddResource(reads);
        var state = new FakeCheckpoint(0, random.NextDouble());
        if (run.IsReplaying && restores)
            state = FakeCheckpoint.Restore(run) ?? state;
        for (var epoch = state.Epoch; epoch < epochs; epoch++)
        {
            var shuffle = run.CreateRandom("shuffle");
            for (var step = 0; step < steps; step++)
            {
                run.LogScalar("loss", state.Value * shuffle.NextDouble());
                run.LogScalar("größe \"x\"", step % 5 == 0 ? double.NaN : random.NextDouble(), (epoch * steps) + step);
                if (step % 3 == 0)
                    Console.WriteLine($"epoch {epoch} step {step} ü {random.Next()}");
                if (epoch == stopIn && step == steps / 2)
                    FakeCheckpoint.Say("ready");
                if (pause > 0 || epoch == stopIn)
                    await Task.Delay(epoch == stopIn && step >= steps / 2 ? Timeout.Infinite : pause, token);
            }

            run.Info.Set($"epoch {epoch}", random.Next());
            // Before the checkpoint, so that a run which continues from it has the artifact.
            if (epoch == 1)
                run.AddArtifact(state.File(run), "first.txt");
            state = new FakeCheckpoint(epoch + 1, random.NextDouble());
            state.Save(run);
            if (epoch == 0)
                FakeCheckpoint.Say("ready");
        }

        return state.Value;
    }
}
