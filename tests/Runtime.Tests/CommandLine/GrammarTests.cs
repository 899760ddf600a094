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
    [InlineData("with epohcs=3", "there is no config entry 'epohcs'; did you mean 'epochs'?")]
    [InlineData("shelf.widht=3", "there is no config entry 'shelf.widht'; did you mean 'shelf.width'?")]
    [InlineData("double=3", "double is derived from other entries and can't be set")]
    [InlineData("epochs=many", "epochs can't be 'many': it must be an integer from -2147483648 to 2147483647")]
    [InlineData("epochs=0", "epochs is 0, but must be from 1 to 100")]
    [InlineData("with quik", "there is no named config 'quik'; did you mean 'quick'?")]
    [InlineData("with evaluate", "there is no named config 'evaluate'; the named configs are quick, slow_and_steady")]
    [InlineData("quick", "there is no command 'quick', but a named config of that name: write 'with quick'")]
    [InlineData("evalute", "there is no command 'evalute'; did you mean 'evaluate'?")]
    [InlineData("print-confg", "there is no command 'print-confg'; did you mean 'print-config'?")]
    [InlineData(
        "zzz",
        "there is no command 'zzz'; the commands are run, evaluate, fail, user-error, print-config, print-named-configs, save-config, "
        + "resume, help"
    )]
    [InlineData("--forse", "there is no option '--forse'; did you mean '--force'?")]
    [InlineData("-z", "there is no option '-z'; the options are --runs, --unobserved")]
    [InlineData("--comment", "option --comment needs a text after it")]
    [InlineData("--runs", "option --runs needs a folder after it")]
    [InlineData("--force=yes", "option --force takes no value, but has 'yes'")]
    [InlineData("--capture fd", "--capture can't be 'fd': it must be no or sys")]
    [InlineData("--loglevel loud", "--loglevel can't be 'loud': it must be trace, debug, info, warning, error, critical or none")]
    [InlineData("print-config epohcs=3", "did you mean 'epochs'?")]
    [InlineData("save-config epochs=0", "epochs is 0, but must be from 1 to 100")]
    [InlineData("save-config DIR/missing/out.json", "out.json can't be written")]
    [InlineData("with =3", "'=3' has no key before the '='")]
    [InlineData("shelf=3", "'shelf' is a block of entries: set shelf.width")]
    public async Task AMistakeStopsBeforeAnythingRuns(string line, string message)
    {
        using var folder = TempFolder.ForCaller();
        Assert.Contains(message, await Program.Refused(folder, Words(line)));
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
        Assert.Equal("3", meta.GetProperty("config_updates").GetProperty("epochs").GetString());
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
                "error: commands-only has no method marked [Main], so there is nothing to run; the commands are only, print-config, "
                + "print-named-configs, save-config, resume, help\n"
            ),
            (none.ExitCode, none.Error)
        );
        Assert.Equal(0, (await Program.Run(CommandsOnly.RunAsync, folder, "only", "-u")).ExitCode);
        Assert.Equal("No named configs\n", (await Program.Run(CommandsOnly.RunAsync, folder, "print-named-configs")).Out);
        Assert.Contains(
            "there is no named config 'x'; there are none",
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
