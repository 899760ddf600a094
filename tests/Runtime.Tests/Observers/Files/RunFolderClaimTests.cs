using Gen.Observers;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Observers.Files;

public class RunFolderClaimTests
{
    [Fact]
    public void TheNextNumberIsOneMoreThanTheLargestNameOfAnyKind()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal("1", RunFolderClaim.Reserve(folder.Path, "runs"));
        Directory.CreateDirectory(folder.In("7"));
        Directory.CreateDirectory(folder.In("_resources"));
        Directory.CreateDirectory(folder.In("12a"));
        Directory.CreateDirectory(folder.In("99999999999999999999"));
        Assert.Equal("8", RunFolderClaim.Reserve(folder.Path, "runs"));
        folder.File("20", "a file");
        Assert.Equal("21", RunFolderClaim.Reserve(folder.Path, "runs"));
        Assert.Equal("22", RunFolderClaim.Reserve(folder.Path, "runs"));
    }

    [Fact]
    public void AFolderAppearsCompleteOrNotAtAll()
    {
        using var folder = TempFolder.ForCaller();
        var id = RunFolderClaim.Reserve(folder.Path, "runs");
        RunFolderClaim.MakeFolder(folder.Path, id, staging =>
        {
            File.WriteAllText(Path.Combine(staging, "run.json"), "{}");
            Assert.False(Directory.Exists(folder.In(id)));
        });
        Assert.True(File.Exists(folder.In(id, "run.json")));
        id = RunFolderClaim.Reserve(folder.Path, "runs");
        Assert.Throws<IOException>(() => RunFolderClaim.MakeFolder(folder.Path, id, _ => throw new IOException("disk full")));
        Assert.Equal([".claim-2", "1"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AFileInTheWayIsOneClearLineAndNothingIsWritten()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("runs", "precious");
        foreach (var path in new[] { file, Path.Combine(file, "below", "it") })
        {
            var called = false;
            var refused = await Assert.ThrowsAsync<RunFolderException>(() => Some.Completed(folder, _ => called = true, options => options.RunsDirectory = path));
            Assert.Equal($"Cannot record the run in the runs directory '{path}': '{file}' is a file.", refused.Message);
            Assert.False(called);
        }

        Assert.Equal("precious", File.ReadAllText(file));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task AnUnwritableDirectoryIsOneClearLine()
    {
        // Nothing can be made in /proc, not even by root.
        using var folder = TempFolder.ForCaller();
        var run = Some.Run(folder, options => options.RunsDirectory = "/proc/gen-runs");
        var refused = await Assert.ThrowsAsync<RunFolderException>(() => RunSession.ExecuteAsync(run, _ => default));
        Assert.Contains("'/proc/gen-runs'", refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Null(run.Status);
    }
}
