using System.Text.RegularExpressions;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.CommandLine;

/// <summary>What <c>resume</c> refuses: one line, exit code 2, nothing changed.</summary>
[Collection(nameof(ProcessWide))]
public class ResumeErrorTests
{
    [Theory]
    [InlineData("resume", "Command resume requires the number or the folder of a run.")]
    [InlineData("resume with epochs=3", "Command resume requires the number or the folder of a run.")]
    [InlineData("resume 1 --unobserved", "Option --unobserved cannot be combined with resume, which continues the record.")]
    [InlineData("resume 12", "Run '12' does not exist in 'DIR/runs'. The runs are 1, 2.")]
    [InlineData("resume last", "Run 'last' does not exist in 'DIR/runs'. The runs are 1, 2.")]
    [InlineData("resume DIR/runs/3", "Run folder 'DIR/runs/3' does not exist.")]
    [InlineData("resume 1 --runs DIR/other", "Run '1' does not exist: there is no runs directory 'DIR/other'.")]
    [InlineData("resume DIR/runs", "'DIR/runs' is not a run folder because it has no run.json.")]
    [InlineData("resume 2", "Run 2 cannot be resumed because it has no checkpoint. The callback BackupAndRestore saves checkpoints.")]
    [InlineData("resume 1 with epohcs=3", "Entry 'epohcs' does not exist. Did you mean 'epochs'?")]
    [InlineData("resume 1 with quik", "Named config 'quik' does not exist. Did you mean 'quick'?")]
    [InlineData("resume 1 with epochs=3.0", "Entry 'epochs' must be an integer from -2147483648 to 2147483647, but was '3.0'. Did you")]
    [InlineData("resume 1 with epochs=0", "Entry 'epochs' must be from 1 to 100, but was 0.")]
    [InlineData("resum 1", "Command 'resum' does not exist. Did you mean 'resume'?")]
    public async Task AMistake(string line, string message)
    {
        using var folder = TempFolder.ForCaller();
        await Recorded(folder);
        await AssertRefused(folder, line, message);
    }

    [Theory]
    [InlineData("run.json", "\"name\": \"subject\"", "\"name\": \"digits\"", "Run 1 belongs to experiment 'digits', not to 'subject'.")]
    [InlineData(
        "run.json",
        "\"command\": \"run\"",
        "\"command\": \"evalute\"",
        "Run 1 cannot be resumed: Command 'evalute' does not exist. Did you mean 'evaluate'?"
    )]
    [InlineData("run.json", "\"status\": \"COMPLETED\",", "", "'DIR/runs/1/run.json' is damaged: it has no property 'status'.")]
    [InlineData(
        "run.json",
        "\"status\": \"COMPLETED\",",
        "\"status\": \"COMPL",
        @"'DIR/runs/1/run.json' is damaged at line \d+, column \d+\."
    )]
    [InlineData("config.json", "\"epochs\"", "\"passes\"", "DIR/runs/1/config.json: Entry 'passes' does not exist. The entries are ")]
    [InlineData(
        "config.json",
        "\"epochs\": 5",
        "\"epochs\": \"many\"",
        "DIR/runs/1/config.json: Entry 'epochs' must be an integer"
    )]
    [InlineData("config.json", "\"epochs\": 5", "\"epochs\": 5.0", @"DIR/runs/1/config.json: Entry 'epochs' .* Did you mean '5'\?")]
    [InlineData(
        "config.json",
        "\"epochs\": 5",
        "\"epochs\": 5, \"Epochs\": 5",
        "DIR/runs/1/config.json: Properties 'epochs' and 'Epochs' both set entry 'epochs'. Remove one of them."
    )]
    [InlineData("config.json", "\"seed\":", "\"seed\":: ", @"'DIR/runs/1/config.json' is damaged at line \d+, column \d+\.")]
    [InlineData("config.json", "\"seed\": 7", "\"seed\": null", "Run 1 cannot be resumed because its config.json has no seed.")]
    public async Task AnAlteredRecord(string file, string text, string instead, string message)
    {
        using var folder = TempFolder.ForCaller();
        await Recorded(folder);
        var path = folder.In("runs", "1", file);
        var content = File.ReadAllText(path);
        Assert.Contains(text, content);
        File.WriteAllText(path, content.Replace(text, instead));
        await AssertRefused(folder, "resume 1", message, isPattern: message.Contains('\\'));
    }

    [Theory]
    [InlineData("run.json", 0, "Run 1 cannot be resumed: 'DIR/runs/1/run.json' is empty or not a regular file.")]
    [InlineData("config.json", -1, "Run 1 has no config.json: 'DIR/runs/1' is incomplete.")]
    public async Task AFileCutOffOrGone(string file, int length, string message)
    {
        using var folder = TempFolder.ForCaller();
        await Recorded(folder);
        if (length < 0)
            File.Delete(folder.In("runs", "1", file));
        else
            File.WriteAllText(folder.In("runs", "1", file), "");
        await AssertRefused(folder, "resume 1", message);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("checkpoints")]
    [InlineData("checkpoints/fit-1")]
    public async Task ALinkThatLeadsOut(string name)
    {
        using var folder = TempFolder.ForCaller();
        await Recorded(folder);
        var (path, outside) = (folder.In("runs", "1", name), folder.In("outside"));
        if (name.Contains('/'))
            File.Delete(folder.In("runs", "1", "checkpoints", "one"));
        if (Path.Exists(path))
            Directory.Move(path, outside);
        else
            Directory.CreateDirectory(outside);
        File.CreateSymbolicLink(path, outside);
        await AssertRefused(
            folder, "resume 1", $"Run 1 cannot be resumed: 'DIR/runs/1/{name}' is a link that leads out of the run folder.");
    }

    [Fact]
    public async Task AnyDamageToTheRecordEndsInAClearError()
    {
        using var folder = TempFolder.ForCaller();
        await Recorded(folder);
        folder.File("runs/1/info.json", """{ "note": "a", "list": [1, 2.5, null] }""");
        var random = new Random(11);
        var damages = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") is null ? 60 : 600;
        foreach (var name in new[] { "run.json", "config.json", "info.json" })
        {
            var path = folder.In("runs", "1", name);
            var whole = File.ReadAllBytes(path);
            for (var i = 0; i < damages; i++)
            {
                var damaged = (byte[])whole.Clone();
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(path, i % 10 == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
                var before = RunRecords.Contents(folder.In("runs", "1"));
                var result = await Program.Run(folder, "resume", "1", "--loglevel", "none");
                // Harmless damage lets it run: the subject has nothing that goes on.
                var expected = result.ExitCode == 1 ? "error: Run 1 was not continued because " : "error: ";
                Assert.InRange(result.ExitCode, 1, 2);
                Assert.StartsWith(expected, result.Error);
                Assert.DoesNotContain("Exception", result.Error);
                var after = RunRecords.Contents(folder.In("runs", "1"));
                after.Remove(Path.Combine("checkpoints", "run.lock"));
                before.Remove(Path.Combine("checkpoints", "run.lock"));
                Assert.Equal(before, after);
            }

            File.WriteAllBytes(path, whole);
        }
    }

    [Fact]
    public async Task ARunRecordedUnderAnotherNameIsOneOfTheExperimentsStill()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal(0, (await Program.Run(folder, "--name", "digits", "with", "seed=7")).ExitCode);
        folder.File("runs/1/checkpoints/one", "");
        var result = await Program.Run(folder, "resume", "1");
        Assert.Contains("Resuming run with ID \"1\"", result.Error);
        Assert.Equal(1, result.ExitCode);
    }

    /// <summary>Two runs of the subject; the first has what looks like a checkpoint.</summary>
    private static async Task Recorded(TempFolder folder)
    {
        Assert.Equal(0, (await Program.Run(folder, "with", "seed=7")).ExitCode);
        Assert.Equal(0, (await Program.Run(folder)).ExitCode);
        folder.File("runs/1/checkpoints/one", "");
        Directory.CreateDirectory(folder.In("runs", "2", "checkpoints", "fit-1"));
    }

    private static async Task AssertRefused(TempFolder folder, string line, string message, bool isPattern = false)
    {
        var before = RunRecords.Contents(folder.Path);
        var error = await Program.Refused(folder, line.Split(' '));
        message = "error: " + message.Replace("DIR", folder.Path);
        if (isPattern)
            Assert.Matches($"^{message}\n$", error);
        else
            Assert.StartsWith(message, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Equal(before, RunRecords.Contents(folder.Path));
    }
}
