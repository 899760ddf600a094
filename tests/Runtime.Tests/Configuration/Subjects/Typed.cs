using System.ComponentModel.DataAnnotations;

namespace Gen.Runtime.Tests.Configuration.Subjects;

/// <summary>For runs with a typed result.</summary>
[Experiment("typed")]
public partial class Typed
{
    [Range(0, 10)]
    public int Bound { get; init; } = 3;

    public int Delay { get; init; }

    public string? Fail { get; init; }

    public List<string> Said => [];

    [Main]
    private async Task<Outcome> Compute(Run run, int bound, int delay, string? fail, Random random, CancellationToken token, Typed self)
    {
        await Task.Delay(delay, token);
        run.LogScalar("bound", bound);
        if (fail is not null)
            throw new InvalidOperationException(fail);
        return new Outcome(bound, run.Seed, random.Next(), self, Inner());
    }

    [Captured]
    private Run Inner(Run run) => run;
}

public sealed record Outcome(int Bound, long Seed, int Drawn, Typed Config, Run Inner);
