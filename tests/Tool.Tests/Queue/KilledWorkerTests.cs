using System.Globalization;

namespace Gen.Tool.Tests.Queue;

/// <summary>Many workers at one queue, some of which are killed.</summary>
[Collection(nameof(Support.ProcessWide))]
public class KilledWorkerTests
{
    private static readonly bool s_isFull = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1";

    [Fact]
    public void Workers_HalfOfThemKilled_RunEachRunOnce()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var (runs, workers) = s_isFull ? (200, 8) : (24, 4);
        using var folder = TempFolder.ForCaller();
        var log = folder.In("log.txt");
        Chores.Queue(folder, runs, "with", $"log={log}", "pause=50");
        var random = new Random(3);
        var processes = Enumerable.Range(0, workers).Select(_ => Chores.StartWorker(folder)).ToList();

        // Half of the killed ones with the program that they have started, and half alone, so that their programs go on.
        for (var i = 0; i < workers / 2; i++)
        {
            Thread.Sleep(random.Next(500, 2500));
            processes[i].Kill(entireProcessTree: i % 2 == 0);
        }

        foreach (var process in processes)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(10)));
            process.Dispose();
        }

        var ids = Enumerable.Range(1, runs).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        Assert.All(ids, id => Assert.Equal("COMPLETED", Chores.Status(folder, id)));

        // Once, but for a program that was killed after it wrote its line and before its record said so: the run has further claims then.
        var lines = File.ReadAllLines(log);
        Assert.Equal(ids.Order(), lines.Distinct().Order());
        Assert.InRange(lines.Length - runs, 0, workers / 4);
        Assert.All(lines.CountBy(l => l), l => Assert.True(
            l.Value == 1 || Directory.GetFiles(folder.In("runs", l.Key), "queue.claim.*").Length >= 2 * l.Value, l.Key));
        Assert.All(ids, id => Assert.Single(File.ReadAllLines(folder.In("runs", id, "metrics.jsonl"))));
        Assert.Empty(Directory.GetFiles(folder.In("runs", ".queue")));
        Assert.Equal(runs, RunDirectories.In(folder.In("runs")).Count);
    }
}
