using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Gen.Runtime.Tests.Runs;

/// <summary>Recorded runs that are used by another program.</summary>
[Collection(nameof(ProcessWide))]
public class RestoredTests
{
    [Fact]
    public async Task Restore_GivesTheConfigOfTheRun()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Recorded(
            folder,
            new Subject
            {
                Epochs = 7,
                LearningRate = 0.125,
                Path = "a b",
                Seed = 3,
                Shelf = new Shelf { Width = 9 },
            }
        );
        var restored = Subject.Restore(run.Id!, options: Some.Options(folder));
        var config = restored.Experiment;
        Assert.Equal(
            (7, 0.125, "a b", 3L, 9, 70, 14),
            (config.Epochs, config.LearningRate, config.Path, config.Seed, config.Shelf.Width, config.Steps, config.Double)
        );
        Assert.Equal((run.Directory, run.Id), (restored.Folder, restored.Id));
    }

    [Fact]
    public async Task Restore_TakesMovedFolderAndUpdates()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Recorded(folder, new Subject { Epochs = 7, LearningRate = 0.125 });
        Directory.Move(run.Directory!, folder.In("moved"));
        var config = Subject
            .Restore(folder.In("moved") + Path.DirectorySeparatorChar, ["quick", "path=x"], Some.Options(folder))
            .Experiment;
        Assert.Equal((1, 0.125, "x"), (config.Epochs, config.LearningRate, config.Path));
        Assert.Contains(
            "Did you mean 'epochs'?",
            Assert.Throws<ConfigException>(() => Subject.Restore(folder.In("moved"), ["epoch=3"])).Message
        );
    }

    [Fact]
    public async Task Restored_HasArtifactsAndInfo()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("words.txt", "a b c");
        var run = await Recorded(folder, new Subject());
        Directory.CreateDirectory(Path.Combine(run.Directory!, "plots"));
        File.Copy(file, Path.Combine(run.Directory!, "plots", "words.txt"));
        File.Copy(file, Path.Combine(run.Directory!, "words.txt"));
        File.WriteAllText(Path.Combine(run.Directory!, "info.json"), """{"classes": ["a", "b"]}""");
        var restored = Subject.Restore(run.Directory!);
        Assert.Equal("a b c", File.ReadAllText(restored.Artifact("words.txt")));
        Assert.Equal("a b c", File.ReadAllText(restored.Artifact("plots/words.txt")));
        Assert.Equal("b", restored.Info["classes"][1].GetString());
        Assert.Contains(
            "Run 1 has no artifact 'wodrs.txt' in",
            Assert.Throws<RestoreException>(() => restored.Artifact("wodrs.txt")).Message
        );
        Assert.Contains("Did you mean 'words.txt'?", Assert.Throws<RestoreException>(() => restored.Artifact("wodrs.txt")).Message);
        Assert.Throws<ArgumentException>(() => restored.Artifact("../words.txt"));
    }

    [Fact]
    public async Task Restore_ChangesNothingInTheRunFolder()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Recorded(folder, new Subject());
        var before = Contents(folder);
        var log = new CollectingLogger();
        var options = Some.Options(folder);
        options.LoggerFactory = log;
        var restored = Subject.Restore(run.Id!, options: options);
        var own = Gen.Configuration.ExperimentServices.RunOf(restored.Experiment);
        own.LogScalar("x", 1);
        own.Log.LogInformation("heard");
        Assert.Equal(run.Seed, own.Seed);
        Assert.Contains("Information: heard", log.Lines);
        Assert.Equal(before, Contents(folder));
    }

    [Theory]
    [InlineData("9", "Run '9' does not exist in '*'. The runs are 1.")]
    [InlineData("runs/none", "Run folder 'runs/none' does not exist.")]
    public async Task Restore_MissingRun_NamesExistingOnes(string run, string message)
    {
        using var folder = TempFolder.ForCaller();
        await Recorded(folder, new Subject());
        var e = Assert.Throws<RestoreException>(() => Subject.Restore(run, options: Some.Options(folder)));
        Assert.Equal(message.Replace("*", folder.In("runs"), StringComparison.Ordinal), e.Message);
    }

    [Theory]
    [InlineData("run.json", null, "is not a run folder because it has no run.json.")]
    [InlineData("config.json", null, "Run 1 has no config.json")]
    [InlineData("config.json", "{\"epochs\": 3,", "config.json' is damaged at line 1")]
    [InlineData("run.json", "[]", "run.json' is damaged: it does not hold a JSON object")]
    [InlineData("config.json", "{\"epochs\": 1000}", "epochs")]
    public async Task Restore_IncompleteRecord_Throws(string file, string? text, string message)
    {
        using var folder = TempFolder.ForCaller();
        var path = Path.Combine((await Recorded(folder, new Subject())).Directory!, file);
        if (text is null)
            File.Delete(path);
        else
            File.WriteAllText(path, text);
        var e = Assert.ThrowsAny<UserErrorException>(() => Subject.Restore("1", options: Some.Options(folder)));
        Assert.Contains(message, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task Restore_RunOfAnotherExperiment_Throws()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder);
        var e = Assert.Throws<RestoreException>(() => Subject.Restore(run.Id!, options: Some.Options(folder)));
        Assert.Equal("Run 1 belongs to experiment 'test', not to 'subject'.", e.Message);
    }

    private static async Task<Run> Recorded(TempFolder folder, Subject config)
    {
        using var console = new TestConsole();
        return await Subject.RunAsync(config, Some.Options(folder));
    }

    private static string Contents(TempFolder folder) =>
        string.Join(
            '\n',
            Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Order().Select(f => $"{f} {File.ReadAllText(f)}")
        );
}
