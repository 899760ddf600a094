using Gen.CommandLine;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.CommandLine;

/// <summary><c>print-config</c>, <c>print-named-configs</c> and <c>save-config</c>: they look at the config and run nothing.</summary>
[Collection(nameof(ProcessWide))]
public class ConfigCommandTests
{
    [Fact]
    public async Task PrintConfigShowsEachValueAndWhereItCameFrom()
    {
        using var folder = TempFolder.ForCaller();
        folder.File("my.json", """{"path": "there"}""");
        using var environment = new Environ(("GEN__SHELF__WIDTH", "9"));
        var result = await Program.Run(folder, "print-config", "with", "slow_and_steady", "DIR/my.json", "epochs=7", "weights.y=2");
        var lines = result
            .Out.TrimEnd('\n')
            .Split('\n')
            .Select(l => System.Text.RegularExpressions.Regex.Replace(l.Trim(), " {2,}", " "))
            .ToArray();
        Assert.Equal(
            [
                "Configuration (changed, added, type-changed, doc):",
                "double = 14 # derived; Twice the epochs.",
                "epochs = 7 # command line, was 5; Passes over the data.",
                "learning_rate = 0.001 # slow_and_steady, was 0.5",
                $"path = \"there\" # {folder.In("my.json")}, was null",
                "seed = null # Seed of every random stream; drawn if not given.",
                "shelf.width = 9 # GEN__SHELF__WIDTH, was 3",
                "steps = 70",
                "weights = {\"x\":1,\"y\":2} # command line, was {\"x\":1}",
            ],
            lines);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.False(Directory.Exists(folder.In("runs")));
    }

    [Fact]
    public void ColoursTellWhatChangedWhatWasAddedAndWhatChangedItsType()
    {
        using var console = new TestConsole();
        var schema = Schema();
        using var output = new StringWriter();
        ConfigPrinter.Print(schema, Subject.Parse("epochs=7", "weights.y=2", "path=x"), output, color: true);
        var text = output.ToString();
        Assert.Contains("\e[34mepochs = 7", text);
        Assert.Contains("\e[32mweights = ", text);
        Assert.Contains("\e[31mpath = \"x\"", text);
        Assert.Contains("\e[2m  # derived; Twice the epochs.\e[0m", text);
        Assert.DoesNotContain("m" + "learning_rate", text);
        using var plain = new StringWriter();
        ConfigPrinter.Print(schema, Subject.Parse("epochs=7"), plain, color: false);
        Assert.DoesNotContain('\e', plain.ToString());
    }

    [Fact]
    public void NoColorOrAFileMeansNoColours()
    {
        using var environment = new Environ(("NO_COLOR", "1"));
        Assert.False(ConfigPrinter.UseColor());
    }

    [Fact]
    public async Task PrintNamedConfigsListsThem()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal("quick            # Few epochs.\nslow_and_steady\n", (await Program.Run(folder, "print-named-configs")).Out);
    }

    [Fact]
    public async Task SaveConfigWritesOnlyWhatWasSet()
    {
        using var folder = TempFolder.ForCaller();
        var saved = await Program.Run(folder, "save-config", "DIR/out.json", "with", "quick", "epochs=4", "shelf.width=8");
        Assert.Equal((0, ""), (saved.ExitCode, saved.Out));
        Assert.Equal("{\n  \"epochs\": 4,\n  \"shelf\": {\n    \"width\": 8\n  }\n}\n", File.ReadAllText(folder.In("out.json")));
        Assert.Equal([folder.In("out.json")], Directory.GetFileSystemEntries(folder.Path));

        // Steps was not set, so it follows epochs still.
        Assert.Equal(90, Subject.Parse(folder.In("out.json"), "epochs=9").Steps);
        Assert.Contains("steps = 90", (await Program.Run(folder, "print-config", "DIR/out.json", "epochs=9")).Out);
    }

    [Fact]
    public async Task SaveConfigLeavesNothingBehindWhereItCannotWrite()
    {
        using var folder = TempFolder.ForCaller();
        Directory.CreateDirectory(folder.In("taken.json"));
        var saved = await Program.Run(folder, "save-config", "DIR/taken.json", "epochs=4");
        Assert.Equal(2, saved.ExitCode);
        Assert.Contains("taken.json' cannot be written", saved.Error);
        Assert.Equal([folder.In("taken.json")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task SaveConfigWritesToStandardOutputForADash()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal("{\n  \"steps\": 3\n}\n", (await Program.Run(folder, "save-config", "-", "steps=3")).Out);
        Assert.Equal("{}\n", (await Program.Run(folder, "save-config", "-")).Out);
    }

    [Fact]
    public async Task ForceTakesUnknownKeysIntoTheRecord()
    {
        using var folder = TempFolder.ForCaller();
        var printed = await Program.Run(folder, "print-config", "--force", "epohcs=3", "epohcs=4");
        Assert.Contains("epohcs = 4", printed.Out);
        Assert.Contains("added, unused", printed.Out);
        Assert.DoesNotContain("epohcs = 3", printed.Out);
        Assert.Equal(0, (await Program.Run(folder, "run", "--force", "epohcs=3", "epohcs=4", "other=x")).ExitCode);
        var record = RunFiles.Json(folder.In("runs", "1", "config.json"));
        Assert.Equal(("4", "x"), (record.GetProperty("epohcs").GetString(), record.GetProperty("other").GetString()));
        Assert.Equal(1, File.ReadAllText(folder.In("runs", "1", "config.json")).Split("epohcs").Length - 1);
    }

    [Theory]
    [InlineData("missing.json", null, "missing.json' does not exist.")]
    [InlineData("mi.json", "my.json|{}", "mi.json' does not exist. Did you mean 'my.json'?")]
    [InlineData("my.json", "my.json|", "my.json is not valid JSON at line 1, column 1.")]
    [InlineData("my.json", "my.json|{\n  \"epochs\": 3,\n  oops\n}", "my.json is not valid JSON at line 3, column 3.")]
    [InlineData("my.json", "my.json|[1]", "my.json must contain a JSON object, but contains an array.")]
    [InlineData("my.json", "my.json|{\"epohcs\": 1}", "my.json: Entry 'epohcs' does not exist. Did you mean 'epochs'?")]
    [InlineData(
        "my.json",
        "my.json|{\"shelf\": {\"widht\": 1}}",
        "my.json: Entry 'shelf.widht' does not exist. Did you mean 'shelf.width'?"
    )]
    [InlineData("my.json", "my.json|{\"shelf\": 5}", "my.json: 'shelf' is a block and cannot be set as a whole. Its entries are ")]
    [InlineData("my.json", "my.json|{\"epochs\": \"x\"}", "my.json: Entry 'epochs' must be an integer")]
    [InlineData("folder.json", "folder.json/x|{}", "folder.json' cannot be read")]
    [InlineData("my.json", "my.json|\"\\ud800\"", "my.json must contain a JSON object, but contains a string.")]
    [InlineData("my.json", "my.json|{\"path\": \"\\ud800\"}", "my.json is not valid JSON")]
    public async Task AnUnreadableConfigFileIsNamed(string file, string? given, string message)
    {
        using var folder = TempFolder.ForCaller();
        if (given is not null)
            folder.File(given.Split('|')[0], given.Split('|')[1]);
        Assert.Contains(message, await Program.Refused(folder, "with", "DIR/" + file));
    }

    [Fact]
    public async Task AVariableThatNoEntryHasIsNamed()
    {
        using var folder = TempFolder.ForCaller();
        using var environment = new Environ(("GEN__EPOHCS", "3"));
        Assert.Equal(
            "error: Environment variable GEN__EPOHCS: Entry 'EPOHCS' does not exist. Did you mean 'epochs'?\n",
            await Program.Refused(folder, "print-config")
        );
    }

    private static Gen.Configuration.ExperimentSchema<Subject> Schema() =>
        (Gen.Configuration.ExperimentSchema<Subject>)
            typeof(Subject)
                .GetNestedType("GeneratedSchema", System.Reflection.BindingFlags.NonPublic)!
                .GetField("Instance")!
                .GetValue(null)!;
}
