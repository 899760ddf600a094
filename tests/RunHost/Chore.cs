using System.Text;

namespace Gen.RunHost;

/// <summary>A run that takes some time and then writes its number into a file, for tests of the queue.</summary>
[Experiment("chore")]
public sealed partial record Chore
{
    /// <summary>The file; null for none.</summary>
    public string? Log { get; init; }

    /// <summary>How long it takes, in milliseconds.</summary>
    public int Pause { get; init; }

    /// <summary>The number of steps, each with a checkpoint; 0 for none.</summary>
    public int Steps { get; init; }

    /// <summary>What happens: nothing, an exception, or the end of the process.</summary>
    public string Fate { get; init; } = "good";

    /// <summary>A file that it reads; null for none.</summary>
    public string? Data { get; init; }

    [Secret]
    public string? Key { get; init; }

    [Main]
    private async Task<string?> Work(Run run, CancellationToken token)
    {
        var state = new FakeCheckpoint(0, 0);
        if (run.IsReplaying)
            state = FakeCheckpoint.Restore(run) ?? state;
        Console.WriteLine($"begin at step {state.Epoch}, resuming {run.Resuming}");
        run.LogScalar("begin", state.Epoch);
        if (Data is not null)
            run.AddResource(Data);
        await Task.Delay(Pause, token);
        for (var step = state.Epoch; step < Steps; step++)
        {
            await Task.Delay(Pause, token);
            run.LogScalar("step", step);
            new FakeCheckpoint(step + 1, 0).Save(run);
            if (Fate == "dies" && step == Steps / 2 && !run.Resuming)
                System.Diagnostics.Process.GetCurrentProcess().Kill();
        }

        if (Fate == "dies" && Steps == 0)
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        if (Fate == "fails")
            throw new InvalidOperationException("the chore is too hard");
        if (Log is not null)
        {
            // In one call, and at the end: processes write it at the same time.
            using var log = new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            log.Write(Encoding.ASCII.GetBytes(run.Id + "\n"));
        }

        return Key is null ? null : "has a key";
    }
}
