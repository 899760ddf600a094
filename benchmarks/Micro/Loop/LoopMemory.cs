using System.Diagnostics;
using System.Globalization;
using Gen.Training;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>Memory over many steps of a small net, by hand and by the trainer, each in a process of its own: a peak is the process's.</summary>
internal static class LoopMemory
{
    private const int Batch = 32;
    private const int Early = 100;

    /// <summary>Starts a process for each rival.</summary>
    public static void Run(int steps)
    {
        Console.WriteLine($"Memory, MLP 20-64-10, batch {Batch}, {steps} steps");
        foreach (var rival in (string[])["by-hand", "trainer"])
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["memory-of", rival, steps.ToString(CultureInfo.InvariantCulture)]);

            // 4 MiB: with its usual room the collector lets garbage grow for thousands of steps before it collects once, which would hide a leak.
            start.Environment["DOTNET_GCgen0size"] = "400000";
            using var process = Process.Start(start)!;
            process.WaitForExit();
        }
    }

    /// <summary>Measures a rival in this process.</summary>
    public static void Measure(string rival, int steps)
    {
        set_num_threads(1);
        using var classifier = new Classifier(Batch * steps, 20, 64, 10);
        var early = default(MemoryUse);
        var middle = default(MemoryUse);
        var late = default(MemoryUse);
        if (rival == "trainer")
        {
            var (trainer, source) = TrainerLoop.Of(classifier, Batch, new LambdaCallback { BatchEnd = c => Look(c.Step) });
            using (trainer) trainer.Fit(source, 1);
        }
        else
        {
            new BareLoop(classifier, Batch).Epoch(Look);
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rival,-8} resident {Text(early.Resident)} MiB at step {Early}, {Text(middle.Resident)} at {steps / 10}, {Text(late.Resident)} at {steps}, peak {Text(process.PeakWorkingSet64)}; .NET objects {Text(early.Managed)}, {Text(late.Managed)} MiB; live tensors {early.Tensors}, {late.Tensors}"));

        void Look(long step)
        {
            if (step == Early) early = MemoryUse.Now();
            if (step == steps / 10) middle = MemoryUse.Now();
            if (step == steps - 1) late = MemoryUse.Now();
        }
    }

    private static string Text(long bytes) => (bytes / 1048576.0).ToString("F1", CultureInfo.InvariantCulture);
}
