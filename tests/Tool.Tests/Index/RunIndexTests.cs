using Gen.Tool.Index;
using Gen.Tool.Reading;
using Gen.Tool.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Gen.Tool.Tests.Index;

[Collection(nameof(ProcessWide))]
public class RunIndexTests
{
    private static readonly DateTime s_longAgo = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Read_UnchangedRun_IsNotReadTwice()
    {
        using var folder = Runs();
        var before = Read(folder);
        File.WriteAllText(folder.In("runs", "1", "config.json"), """{"epochs": 99}""");   // in place: nothing that a run does
        Assert.Equal(before, Read(folder));
        Assert.Contains("1 COMPLETED epochs=3 optimizer.lr=0.5 loss=0.25/0.25 tags=", before);
    }

    [Fact]
    public void Read_ChangedNewAndDeletedRuns_AreSeen()
    {
        using var folder = Runs();
        Read(folder);
        File.WriteAllText(folder.In("runs", "1", "marks.json"), """{"tags": ["good"]}""");
        Directory.Delete(folder.In("runs", "2"), recursive: true);
        Records.Write(folder, "runs/10", """{"epochs": 4}""");
        Records.Write(folder, "runs/3", """{"epochs": 5}""", "FAILED");
        Assert.Equal(
            ["1 COMPLETED epochs=3 optimizer.lr=0.5 loss=0.25/0.25 tags=good", "3 FAILED epochs=5  tags=", "10 COMPLETED epochs=4  tags="],
            Read(folder));
    }

    [Fact]
    public void Read_RunThatHasJustEnded_IsReadAgain()
    {
        using var folder = TempFolder.ForCaller();
        Records.Write(folder, "runs/1");
        Read(folder);
        File.WriteAllText(folder.In("runs", "1", "config.json"), """{"epochs": 99}""");
        Assert.Contains("epochs=99", Assert.Single(Read(folder)));
    }

    [Theory]
    [InlineData("This is no database, and long enough to be taken for one. This is no database, and long enough to be taken for one.")]
    [InlineData("")]
    [InlineData(null)]
    public void Read_DamagedIndex_IsBuiltAgain(string? content)
    {
        using var folder = Runs();
        var before = Read(folder);
        var file = IndexOf(folder);
        if (content is null)
            Cut(file);
        else
            File.WriteAllText(file, content);
        var said = new List<string>();
        Assert.Equal(before, Read(folder, said));
        Assert.Equal(content == "" ? [] : ["The index was damaged, and is built again."], said);
        said.Clear();
        Assert.Equal(before, Read(folder, said));
        Assert.Empty(said);
    }

    [Fact]
    public void Read_IndexOfAnotherVersion_IsBuiltAgain()
    {
        using var folder = Runs();
        var before = Read(folder);
        using (var connection = new SqliteConnection($"Data Source={IndexOf(folder)};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=77; DROP TABLE runs; CREATE TABLE runs (other TEXT)";
            command.ExecuteNonQuery();
        }

        Assert.Equal(before, Read(folder));
    }

    [Fact]
    public void Read_LockedIndex_ReadsTheRuns()
    {
        using var folder = Runs();
        var before = Read(folder);
        using var connection = new SqliteConnection($"Data Source={IndexOf(folder)};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        var said = new List<string>();
        Assert.Equal(before, Read(folder, said));
        Assert.Contains("cannot be used, and all runs are read", Assert.Single(said));
    }

    [Fact]
    public void Read_NoCacheFolder_ReadsTheRuns()
    {
        using var folder = Runs();
        folder.File("cache", "a file in its place");
        var said = new List<string>();
        Assert.Equal(2, Read(folder, said).Count);
        Assert.Contains("cannot be used, and all runs are read", Assert.Single(said));
    }

    [Fact]
    public void Read_HeartbeatThatDoesNotMove_IsSeenSinceTheFirstTime()
    {
        using var folder = TempFolder.ForCaller();
        Records.Write(folder, "runs/1", status: "RUNNING", heartbeat: DateTime.UtcNow);
        Read(folder);
        using var first = new CacheFile(IndexOf(folder));
        var seen = first.Read()["1"].Seen!;
        first.Dispose();
        Read(folder);
        using (var second = new CacheFile(IndexOf(folder)))
            Assert.Equal(seen, second.Read()["1"].Seen);
        Records.Write(folder, "runs/1", status: "RUNNING", heartbeat: DateTime.UtcNow.AddSeconds(1));
        Read(folder);
        using var third = new CacheFile(IndexOf(folder));
        Assert.True(third.Read()["1"].Seen!.Ticks > seen.Ticks);
    }

    private static TempFolder Runs()
    {
        var folder = TempFolder.ForCaller(nameof(RunIndexTests));
        Records.Write(folder, "runs/1", """{"epochs": 3, "optimizer": {"lr": 0.5}}""", scalars: [("loss", [0.5, 0.25])]);
        Records.Write(folder, "runs/2", """{"epochs": 4}""", "FAILED");
        foreach (var run in Directory.GetDirectories(folder.In("runs")))
            Directory.SetLastWriteTimeUtc(run, s_longAgo);
        return folder;
    }

    private static List<string> Read(TempFolder folder, List<string>? said = null)
    {
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", folder.In("cache"));
        using var index = new RunIndex(line => said?.Add(line));
        return [.. index.Read(folder.In("runs")).Select(Text)];
    }

    private static string Text(RunRow run) =>
        $"{run.Id} {run.Status} {string.Join(' ', run.Config.Where(c => c.Key != "seed").Select(c => $"{c.Key}={c.Value.Text}"))} "
        + $"{string.Join(' ', run.Scalars.Select(s => FormattableString.Invariant($"{s.Key}={s.Value.Last}/{s.Value.Min}")))} "
        + $"tags={string.Join(',', run.Marks.Tags)}";

    private static string IndexOf(TempFolder folder)
    {
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", folder.In("cache"));
        return CacheFile.PathOf(folder.In("runs"));
    }

    private static void Cut(string file)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(stream.Length * 2 / 3);
    }
}
