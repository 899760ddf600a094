using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.CommandLine;

/// <summary><c>[COMMAND] [options] [with] [NAMED | file.json | key=value]...</c></summary>
[Collection(nameof(ProcessWide))]
public class GrammarTests
{
    [Theory]
    [InlineData("", "main 5 0.5 run subject")]
    [InlineData("run", "main 5 0.5 run subject")]
    [InlineData("with", "main 5 0.5 run subject")]
    [InlineData("epochs=3", "main 3 0.5 run subject")]
    [InlineData("run epochs=3", "main 3 0.5 run subject")]
    [InlineData("with quick", "main 1 0.5 run subject")]
    [InlineData("run quick", "main 1 0.5 run subject")]
    [InlineData("run with quick epochs=3", "main 3 0.5 run subject")]
    [InlineData("with SlowAndSteady QUICK", "main 1 0.001 run subject")]
    [InlineData("with Learning-Rate=2", "main 5 2 run subject")]
    [InlineData("evaluate", "evaluate 5 3")]
    [InlineData("evaluate quick shelf.width=9", "evaluate 1 9")]
    [InlineData("-u evaluate --capture no with --force quick", "evaluate 1 3")]
    [InlineData("-n other -l none -c text -C no -f -d run", "main 5 0.5 run other")]
    [InlineData("--name other run", "main 5 0.5 run other")]
    [InlineData("--name=other run", "main 5 0.5 run other")]
    [InlineData("path=with run", "main 5 0.5 run subject")]
    [InlineData("path=a=b run", "main 5 0.5 run subject")]
    [InlineData("path= run", "main 5 0.5 run subject")]
    public async Task ACommandLineRuns(string line, string output)
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(folder, Words(line));
        Assert.Equal((0, output + "\n"), (result.ExitCode, result.Out));
    }

    [Theory]
    [InlineData("with epohcs=3", "Entry 'epohcs' does not exist. Did you mean 'epochs'?")]
    [InlineData("shelf.widht=3", "Entry 'shelf.widht' does not exist. Did you mean 'shelf.width'?")]
    [InlineData("double=3", "Entry 'double' is derived from other entries and cannot be set.")]
    [InlineData("epochs=many", "Entry 'epochs' must be an integer from -2147483648 to 2147483647, but was 'many'.")]
    [InlineData(
        "epochs=1e1", "Entry 'epochs' must be an integer from -2147483648 to 2147483647, but was '1e1'. Did you mean '10'?")]
    [InlineData("epochs=0", "Entry 'epochs' must be from 1 to 100, but was 0.")]
    [InlineData("with quik", "Named config 'quik' does not exist. Did you mean 'quick'?")]
    [InlineData("with evaluate", "Named config 'evaluate' does not exist. The named configs are quick, slow_and_steady")]
    [InlineData("quick", "Command 'quick' does not exist. To use the named config 'quick', write 'with quick'.")]
    [InlineData("evalute", "Command 'evalute' does not exist. Did you mean 'evaluate'?")]
    [InlineData("print-confg", "Command 'print-confg' does not exist. Did you mean 'print-config'?")]
    [InlineData(
        "zzz",
        "Command 'zzz' does not exist. The commands are run, evaluate, fail, user-error, print-config, print-named-configs, save-config, "
        + "resume, sweep, help"
    )]
    [InlineData("--forse", "Option '--forse' does not exist. Did you mean '--force'?")]
    [InlineData("-z", "Option '-z' does not exist. The options are --runs, --unobserved")]
    [InlineData("--epochs 5", "Option '--epochs' does not exist. To set the entry 'epochs', write 'epochs=5'.")]
    [InlineData("--Epochs=5", "Option '--Epochs' does not exist. To set the entry 'epochs', write 'epochs=5'.")]
    [InlineData("run --seed 7 with quick", "Option '--seed' does not exist. To set the entry 'seed', write 'seed=7'.")]
    [InlineData("--learning-rate with quick", "To set the entry 'learning_rate', write 'learning_rate=VALUE'.")]
    [InlineData("--shelf.width 9", "To set the entry 'shelf.width', write 'shelf.width=9'.")]
    [InlineData("wiht epochs=3", "Command 'wiht' does not exist. Did you mean 'with'?")]
    [InlineData("--comment", "Option --comment requires text.")]
    [InlineData("--runs", "Option --runs requires a folder.")]
    [InlineData("--force=yes", "Option --force takes no value, but was given 'yes'.")]
    [InlineData("--capture fd", "Option --capture must be no, sys or raw, but was 'fd'.")]
    [InlineData("--loglevel loud", "Option --loglevel must be trace, debug, info, warning, error, critical or none, but was 'loud'.")]
    [InlineData("print-config epohcs=3", "Did you mean 'epochs'?")]
    [InlineData("save-config epochs=0", "Entry 'epochs' must be from 1 to 100, but was 0.")]
    [InlineData("save-config DIR/missing/out.json", "out.json' cannot be written")]
    [InlineData("with =3", "Update '=3' has no key before '='.")]
    [InlineData("shelf=3", "'shelf' is a block and cannot be set as a whole. Its entries are shelf.width.")]
    public async Task AMistakeStopsBeforeAnythingRuns(string line, string message)
    {
        using var folder = TempFolder.ForCaller();
        Assert.Contains(message, await Program.Refused(folder, Words(line)));
    }

    [Fact]
    public async Task Version_PrintsThatOfProgramAndLibrary()
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(folder, "--version");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^subject \d+\.\d+\.\d+ \(Gen \d+\.\d+\.\d+\S*\)\n$", result.Out);
        Assert.False(Directory.Exists(folder.In("runs")));
    }

    [Fact]
    public async Task AFailingRunIsExitCodeOne()
    {
        using var folder = TempFolder.ForCaller();
        var failed = await Program.Run(folder, "fail", "--loglevel", "none");
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("error: InvalidOperationException: on purpose\n", failed.Error);
        Assert.Contains("--debug shows it", failed.Error);
        Assert.DoesNotContain("   at ", failed.Error);
        var user = await Program.Run(folder, "user-error", "--loglevel", "none");
        Assert.Equal((1, "error: the file is gone\n"), (user.ExitCode, user.Error));
        var debug = await Program.Run(folder, "fail", "--debug", "--loglevel", "none");
        Assert.Contains("   at Gen.Runtime.Tests.CommandLine.Subject.Fail()", debug.Error);
    }

    [Fact]
    public async Task OptionsSayWhereAndHowARunIsRecorded()
    {
        using var folder = TempFolder.ForCaller();
        await Program.Run(
            folder,
            "--runs",
            "DIR/other",
            "--comment=so what",
            "--name",
            "mine",
            "--loglevel",
            "debug",
            "with",
            "quick",
            "epochs=3",
            "seed=7"
        );
        Assert.False(Directory.Exists(folder.In("runs")));
        var record = RunFiles.Json(folder.In("other", "1", "run.json"));
        var meta = record.GetProperty("meta");
        Assert.Equal("mine", record.GetProperty("experiment").GetProperty("name").GetString());
        Assert.Equal(("so what", "run"), (meta.GetProperty("comment").GetString(), record.GetProperty("command").GetString()));
        Assert.Equal(3, meta.GetProperty("config_updates").GetProperty("epochs").GetInt32());
        Assert.Equal(["quick"], meta.GetProperty("named_configs").Strings());
        Assert.Contains("DEBUG - mine - debugging", File.ReadAllText(folder.In("other", "1", "cout.txt")));
        Assert.Equal(
            (3, 7),
            (
                RunFiles.Json(folder.In("other", "1", "config.json")).GetProperty("epochs").GetInt32(),
                RunFiles.Json(folder.In("other", "1", "config.json")).GetProperty("seed").GetInt32()
            )
        );
    }

    [Fact]
    public async Task UnobservedRunsLeaveNothing()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal(0, (await Program.Run(folder, "--unobserved")).ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task CaptureNoKeepsNoOutput()
    {
        using var folder = TempFolder.ForCaller();
        await Program.Run(folder, "--capture", "no", "--no-progress");
        Assert.DoesNotContain(
            "main 5",
            File.Exists(folder.In("runs", "1", "cout.txt")) ? File.ReadAllText(folder.In("runs", "1", "cout.txt")) : ""
        );
        await Program.Run(folder, "--capture", "sys");
        Assert.Contains("main 5", File.ReadAllText(folder.In("runs", "2", "cout.txt")));
    }

    [Theory]
    [InlineData("info", false, true)]
    [InlineData("10", true, true)]
    [InlineData("WARNING", false, false)]
    public async Task TheLogLevelSaysWhatIsLogged(string level, bool debug, bool info)
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(folder, "--loglevel", level);
        Assert.Equal((debug, info), (result.Error.Contains("debugging"), result.Error.Contains("INFO")));
        Assert.Equal("main 5 0.5 run subject\n", result.Out);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("evaluate --help epohcs=3")]
    public async Task HelpNamesEverything(string line)
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(folder, Words(line));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] expected =
        [
            "subject: Says what it was run with.",
            "run (default)        Prints and logs.",
            "evaluate",
            "print-config",
            "epochs (int = 5)",
            "Passes over the data.",
            "learning_rate (double = 0.5)",
            "path (string?)",
            "shelf.width (int = 3)",
            "weights ({key: int}",
            "Derived values:",
            "double  Twice the epochs.",
            "quick            Few epochs.",
            "slow_and_steady",
            "--runs DIR",
            "GEN__KEY=VALUE",
            "The tool gen lists, compares and plots recorded runs",
        ];
        Assert.All(expected, text => Assert.Contains(text, result.Out));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

#pragma warning disable GEN012 // there is no [Main], on purpose
    [Fact]
    public async Task AnExperimentWithoutMainSaysWhatThereIs()
    {
        using var folder = TempFolder.ForCaller();
        var none = await Program.Run(CommandsOnly.RunAsync, folder);
        Assert.Equal(
            (
                2,
                "error: Experiment 'commands-only' has no method marked [Main]. The commands are only, print-config, "
                + "print-named-configs, save-config, resume, sweep, help.\n"
            ),
            (none.ExitCode, none.Error)
        );
        Assert.Equal(0, (await Program.Run(CommandsOnly.RunAsync, folder, "only", "-u")).ExitCode);
        Assert.Equal("No named configs\n", (await Program.Run(CommandsOnly.RunAsync, folder, "print-named-configs")).Out);
        Assert.Contains(
            "Named config 'x' does not exist. There are none.",
            (await Program.Run(CommandsOnly.RunAsync, folder, "only", "x")).Error
        );
    }

#pragma warning restore GEN012

    [Fact]
    public async Task OptionsGivenToACallAreNotChangedByItsArguments()
    {
        var options = Quiet.Options;
        using var console = new TestConsole();
        await Subject.RunAsync(["--name", "mine", "--force", "x=1"], options);
        Assert.Equal((null, false), (options.Name, options.Force));
        await Subject.RunAsync([], options);
        Assert.Equal("main 5 0.5 run mine\nmain 5 0.5 run subject\n", console.Out.ToString().ReplaceLineEndings("\n"));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
