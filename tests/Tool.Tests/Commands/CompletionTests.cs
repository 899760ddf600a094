using System.Diagnostics;
using Gen.Tool.Commands;
using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Commands;

[Collection(nameof(ProcessWide))]
public class CompletionTests
{
    [Theory]
    [InlineData("gen co", "compare completion")]
    [InlineData("gen show 1", "1 12")]
    [InlineData("gen compare 2 ", "1 2 12 --help --metric --plot --runs -? -F -h -m -p /? /h")]
    [InlineData("gen plot 1 --metric v", "val_loss")]
    [InlineData("gen runs --sort ep", "epochs")]
    [InlineData("gen completion z", "zsh")]
    public void Suggest_Line_HasCommandsOptionsRunsAndNames(string line, string expected)
    {
        using var folder = Runs();
        Assert.Equal(expected.Split(' ').Order(), Suggest(folder, line).Order());
    }

    [Fact]
    public void Suggest_WithoutRuns_HasCommandsAndOptionsOnly()
    {
        using var folder = TempFolder.ForCaller();
        Assert.DoesNotContain(Suggest(folder, "gen show "), s => !s.StartsWith('-') && !s.StartsWith('/'));
    }

    [Fact]
    public void Bash_Script_CompletesALine()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = Runs();
        folder.File("gen.sh", GenTool.Succeed(folder, "completion", "bash").Output);
        var tool = Path.Combine(AppContext.BaseDirectory, "Gen.Tool.dll");
        folder.File("try.sh", $$"""
            gen() { '{{Environment.ProcessPath}}' '{{tool}}' "$@"; }
            export XDG_CACHE_HOME='{{folder.In("cache")}}' GEN_RUNS='{{folder.In("runs")}}'
            source '{{folder.In("gen.sh")}}'
            COMP_LINE='gen plot 1 --metric val' COMP_POINT=23 COMP_WORDS=(gen plot 1 --metric val) COMP_CWORD=4
            _gen
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        using var bash = Process.Start(new ProcessStartInfo("bash", [folder.In("try.sh")]) { RedirectStandardOutput = true })!;
        Assert.Equal("val_loss\n", bash.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void Completion_UnknownShell_NamesTheNearest()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Contains("Shell 'bsh' does not exist. Did you mean 'bash'?", GenTool.Refused(folder, "completion", "bsh"));
    }

    [Fact]
    public void Help_EveryCommand_HasExamplesThatParse()
    {
        using var folder = TempFolder.ForCaller();
        var root = Program.CreateCommand();
        Assert.Equal(root.Subcommands.Select(c => c.Name).Append("").Order(), HelpWithExamples.Examples.Keys.Order());
        foreach (var (name, examples) in HelpWithExamples.Examples)
        {
            string[] line = name.Length == 0 ? ["--help"] : [name, "--help"];
            Assert.All(examples, e => Assert.Contains($"  {e}\n", GenTool.Succeed(folder, line).Output));
            foreach (var example in examples.Where(e => e.StartsWith("gen ", StringComparison.Ordinal)))
                Assert.Empty(root.Parse(example["gen ".Length..].Replace(" > runs.csv", "").Split(" | ")[0]).Errors);
        }
    }

    private static string[] Suggest(TempFolder folder, string line)
    {
        Environment.SetEnvironmentVariable("GEN_RUNS", folder.In("runs"));
        try
        {
            return GenTool.Succeed(folder, $"[suggest:{line.Length}]", line).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GEN_RUNS", null);
        }
    }

    private static TempFolder Runs()
    {
        var folder = TempFolder.ForCaller(nameof(CompletionTests));
        foreach (var id in (string[])["1", "2", "12"])
            Records.Write(folder, $"runs/{id}", scalars: [("loss", [0.5]), ("val_loss", [0.5])]);
        return folder;
    }
}
