using Gen.Runtime.Tests.Search.Storage;
using Gen.Runtime.Tests.Support;
using Gen.Search;
using Gen.Storage;

namespace Gen.Runtime.Tests.Storage;

/// <summary>Numbers of folders that were deleted do not come back.</summary>
public class HighWaterMarkTests
{
    [Fact]
    public void Claim_AfterFoldersWereDeleted_CountsOn()
    {
        using var folder = TempFolder.ForCaller();
        for (var number = 1; number <= 12; number++)
        {
            Assert.Equal($"{number}", Claim(folder));
            Directory.Delete(folder.In($"{number}"), recursive: true);
        }

        Assert.Equal([folder.In(".last-run")], Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal("12\n", File.ReadAllText(folder.In(".last-run")));
    }

    [Fact]
    public void Create_AfterAllSweepsWereDeleted_CountsOn()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal("1", SweepStore.Create(folder.Path, SomePlan.Create(1)).Id);
        Assert.Equal("2", SweepStore.Create(folder.Path, SomePlan.Create(1)).Id);
        Directory.Delete(folder.In("sweeps"), recursive: true);
        Assert.Equal("3", SweepStore.Create(folder.Path, SomePlan.Create(1)).Id);
        Assert.Equal("1", Claim(folder));
    }

    [Theory]
    [InlineData("4\n", 8)]
    [InlineData("7\n", 8)]
    [InlineData("20\n", 21)]
    [InlineData("20", 21)]
    [InlineData("", 8)]
    [InlineData("-1\n", 8)]
    [InlineData("x", 8)]
    [InlineData("99999999999999999999\n", 8)]
    [InlineData("9999999999999999999999999999999\n", 8)]
    public void Claim_MarkThatIsTooLowOrDamaged_TheGreatestNumberCounts(string mark, int expected)
    {
        using var folder = TempFolder.ForCaller();
        Directory.CreateDirectory(folder.In("7"));
        folder.File(".last-run", mark);
        Assert.Equal($"{expected}", Claim(folder));
        Assert.Equal($"{expected}\n", File.ReadAllText(folder.In(".last-run")));
        Directory.Delete(folder.In($"{expected}"), recursive: true);
        Assert.Equal($"{expected + 1}", Claim(folder));
    }

    [Fact]
    public void Claim_MarkIsAFolder_CountsByExistingNumbers()
    {
        using var folder = TempFolder.ForCaller();
        Directory.CreateDirectory(folder.In(".last-run", "content"));
        Assert.Equal("1", Claim(folder));
        Assert.Equal("2", Claim(folder));
    }

    [Fact]
    public void Raise_OfManyThreads_NeverLowersTheMark()
    {
        using var folder = TempFolder.ForCaller();
        var mark = HighWaterMark.OfRuns(folder.Path);
        Parallel.For(1, 500, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            mark.Raise(number);
            Assert.True(mark.Read() >= number);
        });
        Assert.Equal(499, mark.Read());
    }

    [Fact]
    public void Claim_OfProcessesThatAreKilled_GivesNoNumberTwice()
    {
        using var folder = TempFolder.ForCaller();
        var random = new Random(3);
        var numbers = new List<int>();
        Directory.CreateDirectory(folder.In("runs"));
        for (var round = 0; round < 4; round++)
        {
            var hosts = Enumerable.Range(0, 3).Select(_ => new RunHostProcess("numbers", folder.In("runs"))).ToList();
            hosts.ForEach(h => h.Ready());
            Thread.Sleep(random.Next(300));
            foreach (var host in hosts)
            {
                Thread.Sleep(random.Next(30));
                host.Send("KILL");
                numbers.AddRange(host.End().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse));
                host.Dispose();
            }
        }

        Assert.True(numbers.Count > 20, $"{numbers.Count} numbers");
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    private static string Claim(TempFolder folder) =>
        RunFolderClaim.Claim(folder.Path, "runs", path => File.WriteAllText(Path.Combine(path, "run.json"), "{}"));
}
