using Gen.Runtime.Tests.Observers;
using Gen.Runtime.Tests.Support;
using Gen.Storage;

namespace Gen.Runtime.Tests.Storage;

public class RunFolderClaimTests
{
    [Fact]
    public void Claim_TakesOneMoreThanTheLargestNumber()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal("1", Claim(folder));
        Directory.CreateDirectory(folder.In("7"));
        Directory.CreateDirectory(folder.In("_resources"));
        Directory.CreateDirectory(folder.In("12a"));
        Directory.CreateDirectory(folder.In("99999999999999999999"));
        Assert.Equal("8", Claim(folder));
        folder.File("20", "a file");
        Assert.Equal("21", Claim(folder));
        Assert.Equal("22", Claim(folder));
        Assert.Equal("{}", File.ReadAllText(folder.In("22", "run.json")));
        Assert.Equal([folder.In(".last-run")], Directory.EnumerateFileSystemEntries(folder.Path, ".*"));
    }

    [Fact]
    public void Claim_OfManyThreads_GivesEachANumber()
    {
        using var folder = TempFolder.ForCaller();
        var ids = new string[200];
        Parallel.For(0, ids.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => ids[i] = Claim(folder));
        Assert.Equal(ids.Length, ids.Distinct().Count());   // one that another may have had is left out
        Assert.Equal(ids.Order(), Directory.GetDirectories(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Claim_LeavesTheNumbersOfKilledProcesses()
    {
        using var folder = TempFolder.ForCaller();
        folder.File(".4/run.json", "{}");
        Assert.Equal("5", Claim(folder));
    }

    [Fact]
    public async Task Folder_ExistsBeforeTheBodyWithStatusRunning()
    {
        using var folder = TempFolder.ForCaller();
        await Some.Completed(folder, run => Assert.Equal("RUNNING", run.Status()));
    }

    [Fact]
    public async Task RunJson_OnceStarted_HasAllKeysWhateverTheNames()
    {
        using var folder = TempFolder.ForCaller();
        var start = new RunStart
        {
            ExperimentName = "a\"b\\c\u0001\u001f\nü😀",
            Command = "run",
            Seed = 1,
            WriteConfig = writer => writer.WriteNullValue(),
        };
        await RunSession.ExecuteAsync(
            new Run<long>(start, Some.Options(folder)),
            run =>
            {
                run.FlushScalars();
                var record = run.Json("run.json");
                Assert.Equal(start.ExperimentName, record.GetProperty("experiment").GetProperty("name").GetString());
                Assert.Equal(
                    [
                        "artifacts",
                        "command",
                        "experiment",
                        "heartbeat",
                        "host",
                        "meta",
                        "resources",
                        "result",
                        "seed",
                        "start_time",
                        "status",
                        "stop_time",
                    ],
                    record.EnumerateObject().Select(property => property.Name)
                );
                return default;
            }
        );
    }

    [Fact]
    public async Task Claim_FileInTheWay_ThrowsAndWritesNothing()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("runs", "precious");
        foreach (var path in new[] { file, Path.Combine(file, "below", "it") })
        {
            var called = false;
            var refused = await Assert.ThrowsAsync<RunFolderException>(() =>
                Some.Completed(folder, _ => called = true, options => options.RunsDirectory = path)
            );
            Assert.Equal($"Cannot record the run in the runs directory '{path}': '{file}' is a file.", refused.Message);
            Assert.False(called);
        }

        Assert.Equal("precious", File.ReadAllText(file));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Claim_UnwritableDirectory_ThrowsOneLine()
    {
        // Nothing can be created in /proc, not even by root.
        using var folder = TempFolder.ForCaller();
        var run = Some.Run(folder, options => options.RunsDirectory = "/proc/gen-runs");
        var refused = await Assert.ThrowsAsync<RunFolderException>(() => RunSession.ExecuteAsync(run, _ => default));
        Assert.Contains("'/proc/gen-runs'", refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Null(run.Status);
    }

    private static string Claim(TempFolder folder) =>
        RunFolderClaim.Claim(folder.Path, "runs", path => File.WriteAllText(Path.Combine(path, "run.json"), "{}"));
}
