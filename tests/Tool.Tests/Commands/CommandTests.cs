using System.IO.Compression;
using System.Text.Json;
using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Commands;

[Collection(nameof(ProcessWide))]
public class CommandTests
{
    [Fact]
    public void Runs_Table_HasWhatTellsTheRunsFromEachOther()
    {
        using var folder = Runs();
        var (_, rows) = GenTool.Succeed(folder, "runs", folder.In("runs"));
        Assert.Equal(["id", "status", "start", "duration", "lr", "val_loss", "val_loss.best", "loss", "result"], rows[0]);
        Assert.Equal(["1", "COMPLETED", "10 min 0 s", "0.1", "0.4", "0.3", "0.2", "0.5"], [.. rows[1][..2], .. rows[1][3..]]);
        Assert.Equal(["1", "2", "10"], rows[1..].Select(r => r[0]));
    }

    [Theory]
    [InlineData("--sort val_loss.best", "10 2 1")]
    [InlineData("--sort -val_loss.best", "1 2 10")]
    [InlineData("--sort status,-id", "2 1 10")]
    [InlineData("--last 2", "2 10")]
    [InlineData("--sort lr --last 1", "10")]
    [InlineData("--where lr<0.1", "2 10")]
    [InlineData("-w val_loss.best<0.3 -n 0", "2 10")]
    public void Runs_Options_SelectAndSort(string options, string expected)
    {
        using var folder = Runs();
        var (_, rows) = GenTool.Succeed(folder, ["runs", "-F", folder.In("runs"), "--columns", "id", .. options.Split(' ')]);
        Assert.Equal(expected, string.Join(' ', rows[1..].Select(r => r[0])));
    }

    [Fact]
    public void Runs_Json_HasTimesInUtcAndNumbersAsNumbers()
    {
        using var folder = Runs();
        using var json = JsonDocument.Parse(GenTool.Succeed(folder, "runs", folder.In("runs"), "--json").Output);
        var run = json.RootElement[0];
        Assert.Equal("2026-11-30T20:00:00Z", run.GetProperty("start").GetString());
        Assert.Equal((600, 0.1), (run.GetProperty("duration").GetDouble(), run.GetProperty("config").GetProperty("lr").GetDouble()));
        Assert.Equal(0.3, run.GetProperty("metrics").GetProperty("val_loss").GetProperty("best").GetDouble());
        Assert.Equal(3, json.RootElement.GetArrayLength());
    }

    [Fact]
    public void Runs_Csv_QuotesCells()
    {
        using var folder = Runs();
        GenTool.Succeed(folder, "note", "1", "a \"b\", c", "-F", folder.In("runs"));
        var lines = GenTool.Succeed(folder, "runs", folder.In("runs"), "--csv", "-c", "id,note,lr").Output.Split('\n');
        Assert.Equal(["id,note,lr", "1,\"a \"\"b\"\", c\",0.1", "2,,0.01"], lines[..3]);
    }

    [Fact]
    public void Show_Run_HasConfigScalarsOutputAndFailure()
    {
        using var folder = Runs();
        folder.File("runs/1/cout.txt", "first\nlast \u001b[31mred\n");
        var (output, rows) = GenTool.Succeed(folder, "show", "1", "-F", folder.In("runs"));
        Assert.Contains(rows, r => r is ["lr", "0.1", "command line"]);
        Assert.Contains(rows, r => r is ["val_loss", "0.4", "0.3", "0.3", "0.4", "2"]);
        Assert.Contains("last \\u001b[31mred", output);   // what a record says does not control the terminal
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public void Compare_Runs_ShowsOnlyWhatDiffers()
    {
        using var folder = Runs();
        var (output, rows) = GenTool.Succeed(folder, "compare", "1", "2", "-F", folder.In("runs"));
        Assert.Contains(rows, r => r is ["lr", "0.1", "0.01"]);
        Assert.Contains(rows, r => r is ["val_loss.last", "0.4", "0.2", "-0.2"]);
        Assert.DoesNotContain("epochs", output);
        Assert.DoesNotContain("Program", output);
        Assert.Equal("The runs do not differ.\n", GenTool.Succeed(folder, "compare", "1", "1", "-F", folder.In("runs")).Output);
    }

    [Fact]
    public void TagNoteArchive_ChangeTheTable()
    {
        using var folder = Runs();
        string[] runs = ["-F", folder.In("runs")];
        GenTool.Succeed(folder, ["tag", "1", "good", "old", .. runs]);
        GenTool.Succeed(folder, ["tag", "1", "best", "--remove", "old", .. runs]);
        Assert.Equal("best, good", GenTool.Succeed(folder, ["runs", "-c", "tags", "-w", "tags=good", .. runs]).Rows[1][0]);
        GenTool.Succeed(folder, ["archive", "1", "2", .. runs]);
        Assert.Equal(["id", "10"], GenTool.Succeed(folder, ["runs", "-c", "id", .. runs]).Rows.Select(r => r[0]));
        Assert.Equal(4, GenTool.Succeed(folder, ["runs", "-c", "id", "--archived", .. runs]).Rows.Length);
        GenTool.Succeed(folder, ["archive", "1", "--undo", .. runs]);
        Assert.Equal(3, GenTool.Succeed(folder, ["runs", "-c", "id", .. runs]).Rows.Length);
    }

    [Fact]
    public void Delete_MovesToTrashAndBackAndForGood()
    {
        using var folder = Runs();
        string[] runs = ["-F", folder.In("runs")];
        GenTool.Succeed(folder, ["delete", "1", "2", .. runs]);
        Assert.Equal(["id", "10"], GenTool.Succeed(folder, ["runs", "-c", "id", .. runs]).Rows.Select(r => r[0]));
        GenTool.Succeed(folder, ["delete", "--undo", "1", .. runs]);
        Assert.True(File.Exists(folder.In("runs", "1", "run.json")));
        GenTool.Succeed(folder, ["delete", "--empty", .. runs]);
        Assert.Equal(["1", "10"], Directory.GetDirectories(folder.In("runs")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Delete_RunThatRuns_IsRefused()
    {
        using var folder = Runs();
        Records.Write(folder, "runs/11", status: "RUNNING", heartbeat: DateTime.UtcNow);
        Assert.Equal("error: Run 11 is running.", GenTool.Refused(folder, "delete", "1", "11", "-F", folder.In("runs")));
        Assert.True(Directory.Exists(folder.In("runs", "1")));
    }

    [Fact]
    public void Export_HasTheFolderAndTheFilesThatTheRunRead()
    {
        using var folder = Runs();
        var record = folder.In("runs", "1", "run.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace(
            "\"resources\": []", "\"resources\": [[\"data.csv\", \"elsewhere/_resources/data_1.csv\"], [\"x\", \"../../secret\"]]"));
        folder.File("runs/_resources/data_1.csv", "1,2");
        folder.File("secret", "not part of the run");
        string[] line = ["export", "1", "-F", folder.In("runs"), "-o", folder.In("one.zip")];
        GenTool.Succeed(folder, line);
        using var archive = ZipFile.OpenRead(folder.In("one.zip"));
        Assert.Equal(
            ["1/config.json", "1/metrics.json", "1/run.json", "_resources/data_1.csv"], archive.Entries.Select(e => e.FullName).Order());
        Assert.Contains("exists. The option --output", GenTool.Refused(folder, line));
    }

    [Fact]
    public void Runs_FolderOfProjects_FindsTheirRuns()
    {
        using var folder = TempFolder.ForCaller();
        Records.Write(folder, "housing/runs/1");
        Records.Write(folder, "digits/runs/1");
        Records.Write(folder, "digits/bin/runs/1");
        var (_, rows) = GenTool.Succeed(folder, "runs", folder.Path, "-c", "id");
        Assert.Equal(["id", "digits/runs/1", "housing/runs/1"], rows.Select(r => r[0]));
        Assert.Contains("There are several runs '1'", GenTool.Refused(folder, "show", "1", "-F", folder.Path));
        GenTool.Succeed(folder, "show", "digits/runs/1", "-F", folder.Path);
    }

    [Theory]
    [InlineData("rnus", "error: Command 'rnus' does not exist. Did you mean 'runs'?")]
    [InlineData("runs --wher x", "error: Option '--wher' does not exist. Did you mean '--where'?")]
    [InlineData("runs --last -1", "error: Option --last must be at least 0, but was -1.")]
    [InlineData("runs --json --csv", "error: Options --json and --csv cannot be combined.")]
    [InlineData("runs --sort lss", "error: No run has a property, an entry or a scalar 'lss'. Did you mean 'loss'?")]
    [InlineData("show", "error: Required argument 'RUN' missing for command: 'show'.")]
    [InlineData("show 99", "error: Run '99' does not exist. The last ones are 1, 2, 10.")]
    [InlineData("compare 1", "error: 'gen compare' requires two or more runs.")]
    [InlineData("tag 1", "error: 'gen tag' requires a tag, or --remove with one.")]
    [InlineData("delete", "error: 'gen delete' requires the number of a run.")]
    [InlineData("delete --undo ../x", "error: There is no run '../x' in ")]
    public void Mistake_IsOneLine(string line, string message)
    {
        using var folder = Runs();
        Environment.SetEnvironmentVariable("GEN_RUNS", folder.In("runs"));
        try
        {
            Assert.StartsWith(message, GenTool.Refused(folder, line.Split(' ')));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GEN_RUNS", null);
        }
    }

    private static TempFolder Runs()
    {
        var folder = TempFolder.ForCaller(nameof(CommandTests));
        Write("1", "0.1", 0.3, 0.4);
        Write("2", "0.01", 0.25, 0.2);
        Write("10", "0.001", 0.1, double.NaN);
        return folder;

        void Write(string id, string rate, params double[] losses) => Records.Write(
            folder, $"runs/{id}", $$"""{"epochs": 3, "lr": {{rate}}, "seed": {{id}}}""", id == "10" ? "FAILED" : "COMPLETED",
            [("loss", [0.2]), ("val_loss", losses)], ["lr"]);
    }
}
