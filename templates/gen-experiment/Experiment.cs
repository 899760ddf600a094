using Gen;

// dotnet run                                    with the defaults below
// dotnet run -- with quick thrown=5000          a named config, and an entry of your own
// dotnet run -- print-config                    what a run would use, and who set it
return await Darts.RunAsync(args);

/// <summary>Estimates pi by throwing darts at a square with a circle in it.</summary>
[Experiment("darts")]
public sealed partial class Darts
{
    /// <summary>Darts thrown in a round.</summary>
    public int Thrown { get; init; } = 100_000;

    /// <summary>Rounds.</summary>
    public int Rounds { get; init; } = 10;

    /// <summary>Done in a moment.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Rounds => 2;
    }

    // The parameter 'thrown' is filled from the entry, 'random' from the run's seed: call it as CountHits().
    [Captured]
    private static int CountHits(int thrown, Random random) =>
        Enumerable.Range(0, thrown).Count(_ => Math.Pow(random.NextDouble(), 2) + Math.Pow(random.NextDouble(), 2) <= 1);

    /// <summary>What <c>dotnet run</c> does; what it returns is the run's result.</summary>
    [Main]
    private double Estimate(Run run, int rounds, int thrown)
    {
        var hits = 0L;
        for (var round = 1; round <= rounds; round++)
        {
            hits += CountHits();
            run.LogScalar("estimate", 4.0 * hits / ((long)round * thrown));
        }

        var pi = 4.0 * hits / ((long)rounds * thrown);
        Console.WriteLine($"pi is about {pi}");
        return pi;
    }
}
