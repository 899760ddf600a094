namespace Gen.RunHost;

/// <summary>A training without a model: its loss falls to the value of Branin's function, with noise, and a checkpoint each epoch.</summary>
[Experiment("landscape")]
public sealed partial record Landscape
{
    public double X { get; init; }

    public double Y { get; init; }

    public int Epochs { get; init; } = 9;

    /// <summary>Milliseconds of an epoch.</summary>
    public int Pause { get; init; }

    /// <summary>Trials fail where x is above this.</summary>
    public double FailsAbove { get; init; } = 10;

    /// <summary>The epoch in which the process is killed; -1 for none.</summary>
    public int DiesIn { get; init; } = -1;

    [NamedConfig]
    public sealed class Short
    {
        public int Epochs => 3;
    }

    /// <summary>The least value, which the loss approaches.</summary>
    public double Floor => Math.Pow(Y - 5.1 / (4 * Math.PI * Math.PI) * X * X + 5 / Math.PI * X - 6, 2)
        + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(X) + 10;

    [Main]
    private async Task<double> Train(Run run, Random random, CancellationToken token)
    {
        var state = new FakeCheckpoint(0, 0);
        if (run.IsReplaying)
            state = FakeCheckpoint.Restore(run) ?? state;
        Console.WriteLine($"begin at epoch {state.Epoch}");
        for (var epoch = state.Epoch; epoch < Epochs && !run.IsPruned; epoch++)
        {
            await Task.Delay(Pause, token);
            if (epoch == DiesIn)
                System.Diagnostics.Process.GetCurrentProcess().Kill();
            if (X > FailsAbove)
                throw new InvalidOperationException("x is too large");
            run.LogScalar("loss", Floor + (20 - Floor) * Math.Pow(0.8, epoch) + 0.05 * random.NextDouble(), epoch + 1);
            state = new FakeCheckpoint(epoch + 1, 0);
            state.Save(run);
        }

        return run.GetScalars("loss").Min(p => p.Value);
    }
}
