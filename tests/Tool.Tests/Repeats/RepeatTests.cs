using System.Text.Json;
using Gen.Tool.Tests.Queue;
using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Repeats;

/// <summary><c>gen repeat</c> of runs of tests/RunHost.</summary>
[Collection(nameof(ProcessWide))]
public class RepeatTests
{
    [Fact]
    public void Repeat_Run_HasItsConfigSeedAndNote()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Run(folder, "with", "steps=3", "pause=1", "seed=42");
        var (exitCode, output, errors) = Chores.Repeat(folder, "1");
        Assert.Equal((0, "begin at step 0, resuming False\nRun 2 repeats run 1: 4 values of 2 scalars are equal.\n"), (exitCode, output));
        Assert.StartsWith("Run 2 repeats run 1.\n", errors);
        Assert.Equal(File.ReadAllText(folder.In("runs", "1", "config.json")), File.ReadAllText(folder.In("runs", "2", "config.json")));
        Assert.Equal((42, "COMPLETED"), (Chores.Record(folder, "2").GetProperty("seed").GetInt64(), Chores.Status(folder, "2")));
        Assert.Contains("repeats run 1", File.ReadAllText(folder.In("runs", "2", "marks.json")));
        Assert.False(Chores.Record(folder, "2").TryGetProperty("resumed", out _));
    }

    [Fact]
    public void Repeat_OtherData_NamesTheFile()
    {
        using var folder = TempFolder.ForCaller();
        var data = folder.File("data.csv", "1,2");
        Chores.Run(folder, "with", $"data={data}");
        Assert.DoesNotContain("note:", Chores.Repeat(folder, "1").Errors);
        File.WriteAllText(data, "1,3");
        var (exitCode, _, errors) = Chores.Repeat(folder, "1");
        Assert.Equal(0, exitCode);
        Assert.Contains($"note: '{data}' has changed.\n", errors);
    }

    [Fact]
    public void Repeat_FailedRun_IsEqualIfItFailsAgain()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Run(folder, "with", "fate=fails", "steps=2");
        Assert.Equal(0, Chores.Repeat(folder, "1").ExitCode);
        Assert.Equal(("FAILED", "FAILED"), (Chores.Status(folder, "1"), Chores.Status(folder, "2")));
    }

    [Fact]
    public void Repeat_MissingSecret_IsRefusedAndLeavesNothing()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Run(folder, "with", "key=abc");
        var (exitCode, _, errors) = Chores.Repeat(folder, "1");
        Assert.Equal(2, exitCode);
        Assert.Contains("GEN__KEY", errors);
        Assert.Equal(["1"], RunDirectories.In(folder.In("runs")).Select(Path.GetFileName));
    }

    [Fact]
    public void Repeat_ProgramThatIsGone_NamesTheWayOut()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Run(folder, "with", "steps=1");
        var path = folder.In("runs", "1", "run.json");
        var program = Chores.Record(folder, "1").GetProperty("meta").GetProperty("program").GetProperty("command")[1].GetString()!;
        var record = File.ReadAllText(path);
        File.WriteAllText(path, record.Replace(JsonEncodedText.Encode(program).ToString(), "/gone/App.dll"));
        Assert.Equal(
            "error: The program '/gone/App.dll' of run 1 does not exist. Build it again, or name another: gen repeat 1 -- dotnet App.dll",
            GenTool.Refused(folder, "repeat", "1", "-F", folder.In("runs")));
        var (exitCode, output, _) = Chores.Repeat(folder, "1", "--", Environment.ProcessPath!, program, "chore", folder.In("runs"));
        Assert.True(exitCode == 0, output);
        Assert.Contains("Run 2 repeats run 1", output);
    }

    [Fact]
    public void Repeat_RunsThatCannotBe_AreRefused()
    {
        using var folder = TempFolder.ForCaller();
        Records.Write(folder, "runs/1");
        Assert.Contains("does not say how its program is started", GenTool.Refused(folder, "repeat", "1", "-F", folder.In("runs")));
        var record = File.ReadAllText(folder.In("runs", "1", "run.json"));
        folder.File("runs/2/run.json", record.Replace("\"seed\": 1", "\"seed\": 1, \"fold\": 2"));
        folder.File("runs/2/config.json", "{}");
        Assert.Contains("Run 2 is fold 2 of a trial", GenTool.Refused(folder, "repeat", "2", "-F", folder.In("runs")));
        folder.File("runs/3/run.json", "{");
        Assert.Contains("The record of run 3 is damaged.", GenTool.Refused(folder, "repeat", "3", "-F", folder.In("runs")));
        Assert.Contains("Run '7' does not exist", GenTool.Refused(folder, "repeat", "7", "-F", folder.In("runs")));
    }
}
