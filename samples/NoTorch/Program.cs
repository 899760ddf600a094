using System.ComponentModel.DataAnnotations;
using Gen;
using Microsoft.Extensions.Logging;

return await PiByDarts.RunAsync(args);

/// <summary>Estimates pi by throwing darts at a square: an experiment without machine learning.</summary>
[Experiment("pi-by-darts")]
public sealed partial record PiByDarts
{
    /// <summary>Darts thrown in each round.</summary>
    [Range(1, 1_000_000_000)]
    public int Darts { get; init; } = 100_000;

    /// <summary>Number of rounds. Each logs an estimate.</summary>
    [Range(1, 10_000)]
    public int Rounds { get; init; } = 10;

    /// <summary>Half the side of the square, in any unit.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double Radius { get; init; } = 1.0;

    /// <summary>Who throws the darts.</summary>
    public Thrower Thrower { get; init; } = new();

    /// <summary>Total number of darts.</summary>
    public long TotalDarts => (long)Darts * Rounds;

    /// <summary>A fast run to try things out.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Darts => 1_000;

        public int Rounds => 3;
    }

    /// <summary>Ten times as many rounds, thrown from the left.</summary>
    [NamedConfig]
    public sealed class Careful(PiByDarts config)
    {
        public int Rounds => config.Rounds * 10;

        [FromConfig("thrower.side")]
        public Side From => Side.Left;
    }

    [Captured]
    private static int CountHits(int darts, double radius, Thrower thrower, Random random)
    {
        var hits = 0;
        for (var i = 0; i < darts; i++)
        {
            var (x, y) = thrower.Throw(random, radius);
            if ((x * x) + (y * y) <= radius * radius)
                hits++;
        }

        return hits;
    }

    /// <summary>Throws the darts and prints the estimate.</summary>
    [Main]
    private double Estimate(Run run, CancellationToken cancellationToken)
    {
        long hits = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hits += CountHits();
            run.LogScalar("estimate", 4.0 * hits / ((long)Darts * round), round);
        }

        var estimate = 4.0 * hits / TotalDarts;
        Console.WriteLine($"pi is about {estimate:F5} ({TotalDarts} darts)");
        run.Log.LogInformation("off by {Error:E1}", Math.Abs(estimate - Math.PI));
        return estimate;
    }

    /// <summary>Prints where the first darts land.</summary>
    [Command("sketch")]
    private void Sketch(Random random)
    {
        for (var i = 0; i < 10; i++)
        {
            var (x, y) = Thrower.Throw(random, Radius);
            Console.WriteLine($"{x,8:F3} {y,8:F3}");
        }
    }
}
