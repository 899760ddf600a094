using Gen;

// dotnet run                                    runs with the defaults below
// dotnet run -- with quick thrown=5000          a named config and an entry
// dotnet run -- print-config                    the config of a run, and where each value comes from
return await Darts.RunAsync(args);

/// <summary>Estimates pi by throwing darts at a square with a circle in it.</summary>
[Experiment("darts")]
internal sealed partial record Darts
{
    /// <summary>Darts in a round.</summary>
    public int Thrown { get; init; } = 100_000;

    /// <summary>Number of rounds.</summary>
    public int Rounds { get; init; } = 10;

    /// <summary>A fast run to try things out.</summary>
    [NamedConfig]
    internal sealed class Quick
    {
        public int Rounds => 2;
    }

    // Call it as CountHits(): 'thrown' is filled from the entry, 'random' is made from the run's seed.
    [Captured]
    private static int CountHits(int thrown, Random random) =>
        Enumerable.Range(0, thrown).Count(_ => Math.Pow(random.NextDouble(), 2) + Math.Pow(random.NextDouble(), 2) <= 1);

    /// <summary>Runs when the program is started without a command. The return value is the run's result.</summary>
    [Main]
    private double Estimate(Run run)
    {
        var hits = 0L;
        for (var round = 1; round <= Rounds; round++)
        {
            hits += CountHits();
            run.LogScalar("estimate", 4.0 * hits / ((long)round * Thrown));
        }

        var pi = 4.0 * hits / ((long)Rounds * Thrown);
        Console.WriteLine($"pi is about {pi}");
        return pi;
    }
}
