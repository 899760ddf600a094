using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Gen;

return await PiByDarts.RunAsync(args);

/// <summary>samples/NoTorch up to the first line of its main method, which prints when it was reached.</summary>
[Experiment("pi-by-darts")]
public sealed partial class PiByDarts
{
    /// <summary>Darts thrown in each round.</summary>
    [Range(1, 1_000_000_000)]
    public int Darts { get; init; } = 100_000;

    /// <summary>Rounds.</summary>
    [Range(1, 10_000)]
    public int Rounds { get; init; } = 10;

    /// <summary>Half the side of the square.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double Radius { get; init; } = 1.0;

    /// <summary>Where the darts come from.</summary>
    public Thrower Thrower { get; init; } = new();

    /// <summary>Darts thrown altogether.</summary>
    public long TotalDarts => (long)Darts * Rounds;

    /// <summary>A quick look.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Rounds => 3;
    }

    [Main]
    private double Estimate(Run run, int rounds, long totalDarts, CancellationToken cancellationToken)
    {
        Console.Out.WriteLine(Stopwatch.GetTimestamp());
        return rounds;
    }
}
