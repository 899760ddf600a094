using System.Diagnostics;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests;

public class GitInfoTests
{
    [Fact]
    public async Task CommitAndDirty_AreRecorded()
    {
        using var folder = TempFolder.ForCaller();
        var commit = Git.NewRepository(folder.Path);
        var repository = await Repository(folder);
        Assert.Equal((commit, false), (repository.GetProperty("commit").GetString(), repository.GetProperty("dirty").GetBoolean()));
        Assert.Equal("git:/" + folder.Path, repository.GetProperty("url").GetString());
        folder.File("program.cs", "changed");
        Git.Run(folder.Path, "remote", "add", "origin", "https://example.org/me/it.git");
        repository = await Repository(folder);
        Assert.True(repository.GetProperty("dirty").GetBoolean());
        Assert.Equal("https://example.org/me/it.git", repository.GetProperty("url").GetString());
    }

    [Fact]
    public async Task EnforceClean_DirtyRepository_ThrowsBeforeAnythingIsWritten()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Contains("no git repository", (await Refused(folder)).Message);
        Git.NewRepository(folder.Path);
        folder.File("program.cs", "changed");
        var refused = await Refused(folder);
        Assert.Contains($"'{folder.Path}' has uncommitted changes", refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.False(Directory.Exists(folder.In("runs")));
        Git.Run(folder.Path, "commit", "-qam", "change");
        await RunSession.ExecuteAsync(Enforcing(folder), _ => default);
        Assert.True(Directory.Exists(folder.In("runs", "1")));
    }

    private static Run<long> Enforcing(TempFolder folder)
    {
        var options = Some.Options(folder);
        options.EnforceClean = true;
        return new Run<long>(Some.Start(baseDirectory: folder.Path), options);
    }

    private static Task<UncleanRepositoryException> Refused(TempFolder folder) =>
        Assert.ThrowsAsync<UncleanRepositoryException>(() =>
            RunSession.ExecuteAsync(Enforcing(folder), _ => throw new UnreachableException())
        );

    private static async Task<System.Text.Json.JsonElement> Repository(TempFolder folder)
    {
        var run = new Run<long>(Some.Start(baseDirectory: folder.Path), Some.Options(folder));
        await RunSession.ExecuteAsync(run, _ => default);
        return run.Json("run.json").GetProperty("experiment").GetProperty("repositories")[0];
    }
}
