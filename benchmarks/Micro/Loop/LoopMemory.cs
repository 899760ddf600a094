using System.Diagnostics;
using System.Globalization;
using Gen.Training;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>Memory over many steps of a small net, by hand and by the trainer, each in a process of its own: a peak is the
/// process's.</summary>
internal static class LoopMemory
{
    private const int Batch = 32;
    private const int Early = 100;

    /// <summary>Starts a process for each rival.</summary>
    /// <param name="steps">Steps that are measured.</param>
    /// <param name="warmUp">Steps before them, in an epoch of their own: the just-in-time compiler goes on for thousands of steps, and what
    /// it makes stays.</param>
    /// <param name="rounds">Processes of each rival, in turn.</param>
    public static void Run(int steps, int warmUp, int rounds = 1)
    {
        Console.WriteLine($"Memory, MLP 20-64-10, batch {Batch}, {steps} steps after {warmUp}");
        var (byHand, trainer) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
            (byHand[round], trainer[round]) = (Peak("by-hand"), Peak("trainer"));
        Results.Add(
            new()
            {
                Pair = "training-memory",
                Unit = "MiB",
                Ours = trainer,
                Theirs = byHand,
                Size = $"{steps} steps after {warmUp}, MLP 20-64-10, batch {Batch}",
            }
        );

        double Peak(string rival)
        {
            var start = new ProcessStartInfo(
                Environment.ProcessPath!,
                ["memory-of", rival, steps.ToString(CultureInfo.InvariantCulture), warmUp.ToString(CultureInfo.InvariantCulture)]
            );

            // 4 MiB: with its usual room the collector lets garbage grow for thousands of steps before it collects once, which would hide a
            // leak.
            start.Environment["DOTNET_GCgen0size"] = "400000";
            start.RedirectStandardOutput = true;
            using var process = Process.Start(start)!;
            var lines = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
            process.WaitForExit();
            Console.WriteLine(lines[0]);
            return double.Parse(lines[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Measures a rival in this process.</summary>
    public static void Measure(string rival, int steps, int warmUp)
    {
        set_num_threads(1);
        if (warmUp > 0)
        {
            Epoch(rival, warmUp, _ => { });
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        var early = default(MemoryUsage);
        var middle = default(MemoryUsage);
        var late = default(MemoryUsage);
        Epoch(rival, steps, Look);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rival, -8} resident {Text(early.Resident)} MiB at step {Early}, {Text(middle.Resident)} at {steps / 10}, "
                + $"{Text(late.Resident)} at {steps}, peak {Text(process.PeakWorkingSet64)}; .NET objects {Text(early.Managed)}, "
                + $"{Text(late.Managed)} MiB; live tensors {early.Tensors}, {late.Tensors}"
            )
        );
        Console.WriteLine(Text(process.PeakWorkingSet64));

        void Look(long step)
        {
            if (step == Early) early = MemoryUsage.Now();
            if (step == steps / 10) middle = MemoryUsage.Now();
            if (step == steps - 1) late = MemoryUsage.Now();
        }
    }

    private static void Epoch(string rival, int steps, Action<long> stepDone)
    {
        using var classifier = new Classifier(Batch * steps, 20, 64, 10);
        if (rival == "trainer")
        {
            var (trainer, source) = TrainerLoop.Of(classifier, Batch, new LambdaCallback { BatchEnd = c => stepDone(c.Step) });
            using (trainer) trainer.Fit(source, 1);
        }
        else
        {
            new BareLoop(classifier, Batch).Epoch(stepDone);
        }
    }

    private static string Text(long bytes) => (bytes / 1048576.0).ToString("F1", CultureInfo.InvariantCulture);
}
