using System.Diagnostics;
using Gen.Runtime.Tests.Support;
using Gen.Search;
using Gen.Training.Tests.Support;

namespace Gen.Runtime.Tests.Search.Storage;

/// <summary>Processes that claim the same trials, and die, sleep and give up: 10,000 trials with <c>GEN_FULL_TESTS=1</c>, otherwise a
/// tenth.</summary>
public class ClaimRaceTests
{
    private const int Processes = 6;

    private static readonly int s_trials = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 10_000 : 1_000;

    [Fact]
    public void Race_OfProcessesThatCanBeAsked_NeverHasTwoOwners()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = TempFolder.ForCaller();
        var log = Race(folder, timeout: 20_000, isHidden: _ => false);
        Assert.DoesNotContain(log, line => line[0] == "two");
    }

    /// <summary>Each cannot ask most others. Half of them give no sign of life while they sleep, which is longer than the others wait.</summary>
    [RootFact]
    public void Race_OfProcessesThatCannotBeAsked_HasOneOutcomeOfEachTrial()
    {
        using var folder = TempFolder.ForCaller();
        var log = Race(folder, timeout: 40, isHidden: i => i % 2 == 0);
        Assert.Contains(log, line => line[0] == "two");   // they were, and only one counted
    }

    private static List<string[]> Race(TempFolder folder, int timeout, Func<int, bool> isHidden)
    {
        SweepStore.Create(folder.Path, SomePlan.Create(s_trials));
        var hosts = new RunHostProcess[Processes];
        var deaths = 0;
        RunHostProcess Start(int i) => new(
            "claims", folder.Path, isHidden(i) ? ["unshare", "--pid", "--fork", "--mount-proc"] : [],
            ("HOST_CLAIM_TIMEOUT", $"{timeout}"), ("HOST_HEARTBEAT", isHidden(i) ? "10000" : $"{timeout / 10}"),
            ("HOST_LOG", folder.In($"{i}.log")));
        for (var i = 0; i < Processes; i++)
            hosts[i] = Start(i);
        using var stop = new Stopper(hosts);
        for (var limit = Stopwatch.StartNew(); !hosts.All(h => h.HasExited && h.End().ExitCode == 0); Thread.Sleep(20))
        {
            Assert.True(limit.Elapsed < TimeSpan.FromMinutes(8), "The race does not end.");
            for (var i = 0; i < Processes; i++)
            {
                if (!hosts[i].HasExited || hosts[i].End().ExitCode == 0)
                    continue;
                Assert.True(hosts[i].End().ExitCode == 137, hosts[i].Errors);
                hosts[i].Dispose();
                hosts[i] = Start(i);
                deaths++;
            }
        }

        Assert.NotEqual(0, deaths);

        // Of each attempt one process is the owner, and all have seen the same outcome at all times.
        var log = Directory.GetFiles(folder.Path, "*.log").SelectMany(File.ReadLines).Select(line => line.Split(' ')).ToList();
        Assert.DoesNotContain(log.Where(l => l[0] == "own").CountBy(l => $"{l[1]} {l[2]}"), c => c.Value > 1);
        Assert.True(log.Count(l => l[0] == "own") > 1.1 * s_trials);
        Assert.Equal(s_trials, log.Where(l => l[0] == "saw").Select(l => l[1]).Distinct().Count());
        Assert.Equal(s_trials, log.Where(l => l[0] == "saw").Select(l => $"{l[1]} {l[2]}").Distinct().Count());
        return log;
    }

    private sealed class Stopper(RunHostProcess[] hosts) : IDisposable
    {
        public void Dispose() => Array.ForEach(hosts, h => h.Dispose());
    }
}
