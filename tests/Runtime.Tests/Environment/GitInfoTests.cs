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

    [Fact]
    public async Task Diff_ChangesOfTrackedFiles_AreRecordedOncePerContent()
    {
        using var folder = TempFolder.ForCaller();
        Git.NewRepository(folder.Path);
        Assert.False((await Repository(folder)).TryGetProperty("diff", out _));
        folder.File("program.cs", "changed, ü\n");
        folder.File("secret.txt", "untracked");
        var kept = (await Repository(folder)).GetProperty("diff").GetString()!;
        var diff = File.ReadAllText(folder.In("runs", kept));
        Assert.Contains("+changed, ü\n", diff);
        Assert.DoesNotContain("untracked", diff);
        Assert.Equal(kept, (await Repository(folder)).GetProperty("diff").GetString());
        Assert.Single(Directory.GetFiles(folder.In("runs", "_sources")));
        Assert.False((await Repository(folder, recordDiff: false)).TryGetProperty("diff", out _));
    }

    [Fact]
    public async Task Diff_OfManyMegabytes_IsCutAtALine()
    {
        using var folder = TempFolder.ForCaller();
        Git.NewRepository(folder.Path);
        folder.File("program.cs", string.Concat(Enumerable.Repeat("a line of the program that is new\n", 200_000)));
        var kept = (await Repository(folder)).GetProperty("diff").GetString()!;
        var lines = File.ReadAllText(folder.In("runs", kept)).Split('\n');
        Assert.InRange(lines.Sum(l => l.Length + 1), 1_000_000, 1 << 20);
        Assert.Equal("+a line of the program that is new", lines[^3]);
        Assert.Equal(["# The difference is longer than 1 MB. The rest was left out.", ""], lines[^2..]);
    }

    [Theory]
    [InlineData("https://me:token@example.org/it.git", "https://me:***@example.org/it.git")]
    [InlineData("https://ghp_abc@example.org/it.git", "https://***@example.org/it.git")]
    [InlineData("https://me:to@ken@example.org", "https://me:***@example.org")]
    [InlineData("ssh://git@example.org:22/it.git", "ssh://git@example.org:22/it.git")]
    [InlineData("ssh://git:word@example.org/it.git", "ssh://git:***@example.org/it.git")]
    [InlineData("https://example.org/a@b:c", "https://example.org/a@b:c")]
    [InlineData("git@example.org:me/it.git", "git@example.org:me/it.git")]
    [InlineData("/home/a:b@c/it.git", "/home/a:b@c/it.git")]
    public void WithoutCredentials_Address_HidesWhatGivesAccess(string url, string expected) =>
        Assert.Equal(expected, GitInfo.WithoutCredentials(url));

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

    private static async Task<System.Text.Json.JsonElement> Repository(TempFolder folder, bool recordDiff = true)
    {
        var options = Some.Options(folder);
        options.RecordDiff = recordDiff;
        var run = new Run<long>(Some.Start(baseDirectory: folder.Path), options);
        await RunSession.ExecuteAsync(run, _ => default);
        return run.Json("run.json").GetProperty("experiment").GetProperty("repositories")[0];
    }
}
