using System.Diagnostics;
using System.Globalization;

namespace Gen.Benchmarks;

/// <summary>Rivals run in turn, round by round, so that a machine that slows down slows all of them: for ratios that can be trusted.</summary>
internal static class Alternately
{
    // One round of one rival: long beside the clock's resolution, short beside the machine's moods.
    private const double RoundMilliseconds = 20;

    /// <summary>Prints median, least and greatest time and ratio to the first rival, and bytes allocated, of each rival.</summary>
    /// <param name="title">What is measured.</param>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="rivals">Name and work; the first is what the others are compared with.</param>
    public static void Run(string title, int rounds, params (string Name, Action Work)[] rivals)
    {
        var calls = rivals.Select(r => Calls(r.Work)).ToArray();
        var wall = rivals.Select(_ => new double[rounds]).ToArray();
        var cpu = rivals.Select(_ => new double[rounds]).ToArray();
        var bytes = new long[rivals.Length];
        for (var round = -1; round < rounds; round++)
        {
            for (var r = 0; r < rivals.Length; r++)
            {
                var work = rivals[r].Work;
                var (allocated, thread, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.Now, Stopwatch.GetTimestamp());
                for (var i = 0; i < calls[r]; i++) work();
                if (round < 0) continue;
                wall[r][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls[r];
                cpu[r][round] = (ThreadClock.Now - thread) / 1000.0 / calls[r];
                bytes[r] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / calls[r];
            }
        }

        Console.WriteLine($"{title}, {rounds} rounds: median (least - greatest)");
        Console.WriteLine($"{"",-34}{"thread CPU, us",26}{"ratio",24}{"wall, us",26}{"bytes",10}");
        for (var r = 0; r < rivals.Length; r++)
        {
            var ratio = cpu[r].Select((time, round) => time / cpu[0][round]).ToArray();
            Console.WriteLine($"{rivals[r].Name,-34}{Spread(cpu[r]),26}{Spread(ratio),24}{Spread(wall[r]),26}{bytes[r],10}");
        }

        Console.WriteLine();
    }

    private static int Calls(Action work)
    {
        // Long enough for the just-in-time compiler to have done its best.
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < 500;)
            work();
        var (calls, from) = (0, ThreadClock.Now);
        for (; ThreadClock.Now - from < RoundMilliseconds * 1e6; calls++) work();
        return calls;
    }

    private static string Spread(double[] values)
    {
        var sorted = values.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:F2} ({sorted[0]:F2} - {sorted[^1]:F2})");
    }
}
