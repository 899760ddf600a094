using Spectre.Console;
using Xunit;

namespace Gen.Training.Tests.Training;

public class RunConsoleTests
{
    [Fact]
    public async Task Console_RedirectedOutput_IsCapturedAsPlainText()
    {
        using var folder = new TempFolder();
        var options = new RunOptions { RunsDirectory = folder.Path, LogLevel = Microsoft.Extensions.Logging.LogLevel.None };
        var start = new RunStart { ExperimentName = "test", Command = "run", Seed = 7, WriteConfig = w => w.WriteRawValue("{}") };
        var run = new Run<long>(start, options);
        var (before, output) = (Console.Out, new StringWriter());
        Console.SetOut(output);
        try
        {
            await RunSession.ExecuteAsync(run, r => { r.Console.MarkupLine("[red]result[/]"); return default; });
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal("result\n", output.ToString());
        Assert.Equal("result\n", File.ReadAllText(Path.Combine(run.Directory!, "cout.txt")));
    }

    [Fact]
    public void Console_IsTheSameForOneRun()
    {
        var run = Run.Detached(1);
        Assert.Same(run.Console, run.Console);
    }
}
