using System.Globalization;

namespace Gen.Benchmarks;

/// <summary>Rivals run in turn, round by round, so that a machine that slows down slows all of them: for ratios that can be
/// trusted.</summary>
internal static class Alternately
{
    /// <summary>Runs rivals of this process, measured by the calling thread's processor time; see
    /// <see cref="Run(string, int, Rival[])"/>.</summary>
    public static Rounds Run(string title, int rounds, params (string Name, Action Work)[] rivals) =>
        Run(title, rounds, [.. rivals.Select(r => new LocalRival(r.Name, r.Work))]);

    /// <summary>Prints median, least and greatest time and ratio to the first rival, and bytes allocated, of each rival.</summary>
    /// <param name="title">What is measured.</param>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="rivals">The first is what the others are compared with in the table.</param>
    public static Rounds Run(string title, int rounds, params Rival[] rivals) =>
        Run(title, rounds, rivals, [.. rivals.Select(r => r.Calls())]);

    /// <summary>The same with one call a round, for work that takes its time.</summary>
    public static Rounds RunOnceARound(string title, int rounds, params Rival[] rivals) =>
        Run(title, rounds, rivals, [.. rivals.Select(_ => 1)]);

    private static Rounds Run(string title, int rounds, Rival[] rivals, int[] calls)
    {
        var samples = rivals.Select(_ => new Sample[rounds]).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            // Each round begins with another: what follows a rival finds the caches as that one left them.
            for (var i = 0; i < rivals.Length; i++)
            {
                var r = (i + round + 1) % rivals.Length;
                var sample = rivals[r].Run(calls[r]);
                if (round >= 0) samples[r][round] = sample;
            }
        }

        var result = new Rounds(rivals, samples);
        result.Print(title, rounds);
        return result;
    }
}

/// <summary>What each rival took in each round.</summary>
internal sealed class Rounds(Rival[] rivals, Sample[][] samples)
{
    /// <summary>Microseconds of processor time of one call, by round.</summary>
    public double[] Cpu(int rival) => [.. samples[rival].Select(s => s.Cpu)];

    /// <summary>Microseconds by the clock on the wall of one call, by round.</summary>
    public double[] Wall(int rival) => [.. samples[rival].Select(s => s.Wall)];

    /// <summary>Bytes that a call allocates, in the best round: now and then something else allocates, too.</summary>
    public long Bytes(int rival) => samples[rival].Min(s => s.Bytes);

    /// <summary>Writes the table.</summary>
    public void Print(string title, int rounds)
    {
        Console.WriteLine($"{title}, {rounds} rounds: median (least - greatest)");
        Console.WriteLine($"{"",-34}{"CPU, us",30}{"ratio",24}{"wall, us",30}{"bytes",10}");
        for (var r = 0; r < rivals.Length; r++)
        {
            var ratio = Cpu(r).Zip(Cpu(0), (time, first) => time / first);
            Console.WriteLine($"{rivals[r].Name,-34}{Spread(Cpu(r)),30}{Spread(ratio),24}{Spread(Wall(r)),30}{Bytes(r),10}");
        }

        Console.WriteLine();
    }

    private static string Spread(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:F2} ({sorted[0]:F2} - {sorted[^1]:F2})");
    }
}
