using Gen.Configuration;
using Gen.RunHost;
using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Support;
using Gen.Storage;

namespace Gen.Runtime.Tests.Runs;

/// <summary>The record of a resumed run, in every state in which an earlier process can leave it.</summary>
[Collection(nameof(ProcessWide))]
public class ResumptionTests
{
    [Fact]
    public async Task CompletedRun_ContinuesWithMoreEpochs()
    {
        using var folder = TempFolder.ForCaller();
        var (whole, run) = await Two(folder, first: 3, then: 6);
        RunRecords.AssertSame(whole, run);
        Assert.Equal(6, Directory.GetFiles(Path.Combine(run, "checkpoints", "fake")).Length);
    }

    [Fact]
    public async Task RecordAfterTheCheckpoint_IsTruncated()
    {
        using var folder = TempFolder.ForCaller();
        // The newest checkpoints are lost, and the run continues from an older one.
        var (whole, run) = await Two(folder, first: 5, then: 5, run =>
        {
            foreach (var file in new[] { "000005.txt", "000004.txt", "000003.txt" })
                File.Delete(Path.Combine(run, "checkpoints", "fake", file));
        });
        RunRecords.AssertSame(whole, run);
    }

    [Fact]
    public async Task IncompleteLastLine_IsTruncated()
    {
        using var folder = TempFolder.ForCaller();
        var (whole, run) = await Two(folder, first: 3, then: 6, run =>
        {
            File.AppendAllText(Path.Combine(run, "metrics.jsonl"), """{"name":"loss","step":99,"va""");
            File.AppendAllText(Path.Combine(run, "cout.txt"), "epoch 99 st");
        });
        RunRecords.AssertSame(whole, run);
    }

    [Fact]
    public async Task MovedRunFolder_ContinuesInPlace()
    {
        using var folder = TempFolder.ForCaller();
        var moved = folder.In("else where", "seven");
        var (whole, run) = await Two(folder, first: 3, then: 6, run =>
        {
            Directory.CreateDirectory(folder.In("else where"));
            Directory.Move(run, moved);
        });
        RunRecords.AssertSame(whole, moved);
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public async Task FilesShorterThanAtTheCheckpoint_CauseWarningAndContinueAtTheirEnd()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Recorded(folder, "runs", 3);
        // As after a power cut: the last point is lost, and the line before it is incomplete.
        Cut(Path.Combine(run, "metrics.jsonl"), 150);
        Cut(Path.Combine(run, "cout.txt"), 10);
        var error = (await Run(folder, "resume", "DIR/runs/1", "with", "epochs=4")).Error;
        Assert.Matches(@"WARNING - resumable - metrics.jsonl lacks \d+ bytes that it had at the checkpoint", error);
        Assert.Contains("WARNING - resumable - cout.txt lacks 10 bytes that it had at the checkpoint", error);
        var lines = File.ReadLines(Path.Combine(run, "metrics.jsonl"))
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("name").GetString())
            .ToArray();
        var metrics = RunFiles.Json(Path.Combine(run, "metrics.json"));
        Assert.InRange(lines.Count(name => name == "loss"), 78, 79);
        Assert.Equal(lines.Count(name => name == "loss"), metrics.GetProperty("loss").GetProperty("values").GetArrayLength());
        Assert.EndsWith("\n", File.ReadAllText(Path.Combine(run, "cout.txt")));
    }

    [Fact]
    public async Task CommandThatNeverContinues_IsErrorAndLeavesRecordUnchanged()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Recorded(folder, "runs", 3);
        var before = RunRecords.Contents(run);
        var result = await Run(folder, "--loglevel", "none", "resume", "DIR/runs/1", "with", "restores=false", "epochs=0");
        Assert.Equal(
            (1, "error: Run 1 was not continued because its command ended before it reached a checkpoint. Its record is unchanged.\n"),
            (result.ExitCode, result.Error)
        );
        Assert.Equal(before, RunRecords.Contents(run));
    }

    [Fact]
    public async Task CommandThatFailsBeforeItContinues_LeavesRecordUnchanged()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Recorded(folder, "runs", 3);
        File.WriteAllText(Path.Combine(run, "checkpoints", "fake", "000004.txt"), "1\n1\nnonsense\n{}");
        var before = RunRecords.Contents(run);
        var result = await Run(folder, "--loglevel", "none", "resume", "DIR/runs/1");
        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("Run 1 was not continued, and its record is unchanged; --debug shows the stack trace.\n", result.Error);
        Assert.Equal(before, RunRecords.Contents(run));
        File.Delete(Path.Combine(run, "checkpoints", "fake", "000004.txt"));
        Assert.Equal(0, (await Run(folder, "resume", "DIR/runs/1")).ExitCode);
    }

    [Fact]
    public async Task ResumeAsync_ContinuesRunByCode()
    {
        using var folder = TempFolder.ForCaller();
        await Recorded(folder, "runs", 2);
        var options = Some.Options(folder);
        var run = await Resumable.ResumeAsync("1", ["epochs=3"], options);
        Assert.Equal((RunStatus.Completed, true, false, "1"), (run.Status, run.Resuming, run.IsReplaying, run.Id));
        Assert.Equal(60, run.GetScalars("loss").Count);
        Assert.Equal([.. Enumerable.Range(0, 60).Select(i => (long)i)], run.GetScalars("loss").Select(p => p.Step));
        await Assert.ThrowsAsync<ResumeException>(() => Resumable.ResumeAsync("2", [], options));
    }

    [Fact]
    public async Task ContinueFrom_OfNewRun_Throws()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder, run =>
        {
            var position = run.RecordPosition()!;
            Assert.Throws<InvalidOperationException>(() => run.ContinueFrom(position));
            Assert.Throws<FormatException>(() => run.ContinueFrom("record 1 -5 3"));
        });
        Assert.False(run.Resuming);
        Assert.Null(Gen.Run.Detached().RecordPosition());
    }

    [Fact]
    public async Task ArtifactsAndResources_StayListedOnce()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("data.csv", "1,2");
        Assert.Equal(0, (await Run(folder, "--loglevel", "none", "with", "seed=7", "epochs=2", $"reads={file}")).ExitCode);
        Directory.Move(folder.In("runs"), folder.In("moved"));
        Assert.Equal(0, (await Run(folder, "--loglevel", "none", "resume", "DIR/moved/1", "with", "epochs=3")).ExitCode);
        var record = RunFiles.Json(folder.In("moved", "1", "run.json"));
        var resource = Assert.Single(record.GetProperty("resources").EnumerateArray()).Strings();
        Assert.Equal(file, resource[0]);
        Assert.True(File.Exists(resource[1]), resource[1]);
        Assert.Equal(["first.txt"], record.GetProperty("artifacts").Strings());
    }

    [Fact]
    public async Task Observers_ReceiveNewPointsOnly()
    {
        using var folder = TempFolder.ForCaller();
        await Recorded(folder, "runs", 2);
        var (observer, options) = (new CollectingObserver(), Some.Options(folder));
        options.Observers.Add(observer);
        var run = await Resumable.ResumeAsync("1", ["epochs=3"], options);
        var points = observer.Events.SelectMany(e => e.Scalars).ToArray();
        Assert.Equal(40, points.Length);
        Assert.Equal(run.GetScalars("loss").Skip(40), points.Where(p => p.Name == "loss"));
    }

    /// <summary>Returns the folder of a run over all epochs, and that of a run which ended after some and was resumed.</summary>
    private static async Task<(string Whole, string Resumed)> Two(TempFolder folder, int first, int then, Action<string>? between = null)
    {
        var whole = await Recorded(folder, "whole", then);
        var run = await Recorded(folder, "runs", first);
        between?.Invoke(run);
        var there = Directory.Exists(run) ? run : Directory.GetDirectories(folder.In("else where")).Single();
        var result = await Run(folder, "--loglevel", "none", "resume", there, "with", $"epochs={then}");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return (whole, run);
    }

    private static async Task<string> Recorded(TempFolder folder, string runs, int epochs)
    {
        var result = await Run(folder, "--loglevel", "none", "--runs", folder.In(runs), "with", "seed=7", $"epochs={epochs}");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return folder.In(runs, "1");
    }

    private static Task<Program> Run(TempFolder folder, params string[] args) => Program.Run(Resumable.RunAsync, folder, args);

    private static void Cut(string file, int bytes)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(stream.Length - bytes);
    }
}
