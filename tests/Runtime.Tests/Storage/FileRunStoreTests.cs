using System.Text.Json;
using Gen.Runtime.Tests.Observers;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Storage;

public class FileRunStoreTests
{
    [Fact]
    public async Task DeletedFolder_IsCreatedAgainForTheStatus()
    {
        using var folder = TempFolder.ForCaller();
        var log = new CollectingLogger();
        var run = await Some.Completed(
            folder,
            run =>
            {
                run.PublishHeartbeat();
                Directory.Delete(run.Directory!, recursive: true);
                for (var i = 0; i < 5; i++)
                {
                    run.LogScalar("loss", i);
                    run.FlushScalars();
                    run.PublishHeartbeat();
                }
            },
            options => options.LoggerFactory = log);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Single(log.Lines, line => line.StartsWith("Warning: Cannot write the record of the run"));
        Assert.Single(log.Lines, line => line.Contains("was deleted while the run wrote to it"));
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("Error"));
        Assert.Equal("COMPLETED", run.Status());
        Assert.Equal(5, run.Json("metrics.json").GetProperty("loss").GetProperty("values").GetArrayLength());
        Assert.True(File.Exists(Path.Combine(run.Directory!, "config.json")));
        Assert.False(File.Exists(Path.Combine(run.Directory!, "run.json.reserve")));
    }

    [Fact]
    public async Task UnwritableFile_IsReportedAndWrittenLater()
    {
        using var folder = TempFolder.ForCaller();
        var log = new CollectingLogger();
        var run = await Some.Completed(
            folder,
            run =>
            {
                var lines = Path.Combine(run.Directory!, "metrics.jsonl");
                Directory.CreateDirectory(lines);
                run.LogScalar("loss", 0);
                run.FlushScalars();
                run.LogScalar("loss", 1);
                run.PublishHeartbeat();
                Directory.Delete(lines);
                run.FlushScalars();
                run.LogScalar("loss", 2);
                run.PublishHeartbeat();
            },
            options => options.LoggerFactory = log
        );
        var steps = File.ReadLines(Path.Combine(run.Directory!, "metrics.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64());
        Assert.Equal([0, 1, 2], steps);
        Assert.Single(log.Lines, line => line.Contains("Cannot write the record of the run") && line.Contains("denied"));
        Assert.Single(log.Lines, line => line.Contains("is being written again"));
    }

    [Fact]
    public async Task ArtifactThatCannotBeCopied_CausesWarning()
    {
        using var folder = TempFolder.ForCaller();
        var (file, log) = (folder.File("out.txt", "x"), new CollectingLogger());
        var run = await Some.Completed(
            folder,
            run =>
            {
                Directory.CreateDirectory(Path.Combine(run.Directory!, "out.txt"));
                run.AddArtifact(file);
            },
            options => options.LoggerFactory = log);
        Assert.Equal("COMPLETED", run.Status());
        Assert.Contains(log.Lines, line => line.StartsWith("Warning: Cannot write the record"));
    }
}
