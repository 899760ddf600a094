using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>An epoch of the bare loop and one of the trainer in turn, each round beginning with the other one: what the trainer adds to a step.</summary>
internal static class LoopRounds
{
    private const int Batch = 1_000;

    /// <summary>Prints medians and ratios.</summary>
    /// <param name="rounds">Rounds that count, after one that does not.</param>
    /// <param name="steps">Steps of a round, which are an epoch.</param>
    /// <param name="net">Widths of the layers, as in 784-1000-500-10. What the trainer adds does not depend on them: a small net shows it with less noise.</param>
    public static void Run(int rounds, int steps, string net)
    {
        set_num_threads(1);
        int[] widths = [.. net.Split('-').Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
        using var byHand = new Classifier(Batch * steps, widths);
        using var trained = new Classifier(Batch * steps, widths);
        var loop = new BareLoop(byHand, Batch);
        var (trainer, source) = TrainerLoop.Of(trained, Batch);
        Func<double>[] rivals = [() => loop.Epoch(), () => trainer.Fit(source, 1).Last("loss")];
        var wall = new double[2, rounds];
        var cpu = new double[2, rounds];
        for (var round = -1; round < rounds; round++)
        {
            var losses = new double[2];
            foreach (var rival in round % 2 == 0 ? (int[])[0, 1] : [1, 0])
            {
                var (start, processor) = (Stopwatch.GetTimestamp(), Processor());
                losses[rival] = rivals[rival]();
                if (round < 0) continue;
                wall[rival, round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / steps;
                cpu[rival, round] = (Processor() - processor).TotalMilliseconds / steps;
            }

            // A rival that is quick because it does something else is none.
            if (Math.Abs(losses[0] - losses[1]) > 1e-3 * losses[0]) throw new InvalidOperationException($"The rivals' losses are {losses[0]} and {losses[1]}.");
        }

        trainer.Dispose();
        var added = Enumerable.Range(0, rounds).Select(r => (cpu[1, r] - cpu[0, r]) * 1000);
        Console.WriteLine($"Training loop, MLP {net}, batch {Batch}, {steps} steps a round, {rounds} rounds, 1 thread: median (least - greatest)");
        Print("process CPU, ms a step", cpu, rounds);
        Print("wall, ms a step", wall, rounds);
        Console.WriteLine($"{"added, CPU us a step",-24} {Spread(added, "F0")}");
    }

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static void Print(string title, double[,] times, int rounds)
    {
        var all = Enumerable.Range(0, rounds).ToList();
        Console.WriteLine($"{title,-24} by hand {Spread(all.Select(r => times[0, r])),-26} trainer {Spread(all.Select(r => times[1, r])),-26} ratio {Spread(all.Select(r => times[1, r] / times[0, r]), "F4")}");
    }

    private static string Spread(IEnumerable<double> values, string format = "F2")
    {
        var sorted = values.Order().Select(v => v.ToString(format, CultureInfo.InvariantCulture)).ToArray();
        return $"{sorted[sorted.Length / 2]} ({sorted[0]} - {sorted[^1]})";
    }
}
