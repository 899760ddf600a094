using System.Diagnostics;
using Gen.Tool.Index;
using Gen.Tool.Reading;

namespace Gen.Tool.Tests.Index;

/// <summary>Many programs that record at once, some of which are killed, beside readers that build the index.</summary>
[Collection(nameof(Support.ProcessWide))]
public class ManyProcessesTests
{
    private const int Steps = 10, Epochs = 4;

    private static readonly int s_processes = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 64 : 16;

    [Fact]
    public void Runs_ManyProcessesAndAQuarterOfThemKilled_AreCompletedOrDied()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = TempFolder.ForCaller();
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", folder.In("cache"));
        var random = new Random(4);
        var processes = Enumerable.Range(0, s_processes).Select(i => Start(folder, i < s_processes / 4 ? 1000 : Epochs)).ToList();
        foreach (var victim in processes.Take(s_processes / 4))
        {
            Read(folder);
            Thread.Sleep(random.Next(2000 * 16 / s_processes));

            // One of them not too early, however slow the machine is.
            while (victim == processes[0] && !Read(folder).Exists(r => r.Process?.Id == victim.Id && r.Scalars.Count > 0))
                Thread.Sleep(20);
            victim.Kill();
        }

        processes.ForEach(p => Assert.True(p.WaitForExit(TimeSpan.FromMinutes(3))));
        Assert.All(processes.Skip(s_processes / 4), p => Assert.Equal(0, p.ExitCode));

        // A process that was killed early has no run, or a folder with a dot.
        var runs = Read(folder);
        Assert.Equal(s_processes * 3 / 4, runs.Count(r => r.Status == "COMPLETED"));
        Assert.All(runs, r => Assert.True(r.Status is "COMPLETED" or "DIED", $"{r.Id} {r.Status} {r.Failure}"));
        Assert.All(runs.Where(r => r.Status == "COMPLETED"), r => Assert.Equal(Steps * Epochs, r.Scalars["loss"].Count));
        Assert.Contains(runs, r => r is { Status: "DIED", Scalars.Count: > 0 });
        Assert.Equal(runs.Count, runs.Select(r => r.Process).Distinct().Count());
        Assert.Equal(Texts(runs), Texts(Read(folder)));
        File.Delete(CacheFile.PathOf(folder.In("runs")));
        Assert.Equal(Texts(runs), Texts(Read(folder)));
        processes.ForEach(p => p.Dispose());
    }

    private static List<string> Texts(List<RunRow> runs) =>
        [.. runs.Select(r => $"{r.Id} {r.Status} {r.Start:O} {r.Stop:O} {string.Join(' ', r.Config)} {string.Join(' ', r.Scalars)}")];

    private static List<RunRow> Read(TempFolder folder)
    {
        Directory.CreateDirectory(folder.In("runs"));
        var said = new List<string>();
        using var index = new RunIndex(said.Add);
        var runs = index.Read(folder.In("runs"));
        runs.ForEach(r => _ = r.Values.Value);
        Assert.Empty(said);
        return runs;
    }

    private static Process Start(TempFolder folder, int epochs)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "RunHost", here.Name, "RunHost.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [program, "resumable", folder.In("runs")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOST_ARGS"] = $"with epochs={epochs} steps={Steps} pause=50";
        return Process.Start(start)!;
    }
}
