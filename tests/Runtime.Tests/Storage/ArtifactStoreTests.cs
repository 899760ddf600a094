using Gen.Runtime.Tests.Observers;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Storage;

public class ArtifactStoreTests
{
    [Theory]
    [InlineData("run.json")]
    [InlineData("Config.json")]
    [InlineData("cout.txt")]
    [InlineData("metrics.json")]
    [InlineData("metrics.jsonl")]
    [InlineData("info.json")]
    [InlineData("run.json.tmp")]
    [InlineData("../escape.txt")]
    [InlineData("/absolute.txt")]
    [InlineData("plots//a.png")]
    [InlineData("")]
    public async Task AddArtifact_RefusedName_ThrowsAndDoesNotEndTheRun(string name)
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("out.txt", "x");
        var run = await Some.Completed(folder, run =>
        {
            run.LogScalar("loss", 1);
            Assert.Throws<ArgumentException>(() => run.AddArtifact(file, name));
            run.LogScalar("loss", 2);
        });
        Assert.Equal("COMPLETED", run.Status());
        Assert.Equal(2, run.Json("metrics.json").GetProperty("loss").GetProperty("values").GetArrayLength());
        Assert.Empty(run.Json("run.json").GetProperty("artifacts").Strings());
    }

    [Fact]
    public async Task AddArtifact_CopiesByName()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("out.txt", "first");
        var run = await Some.Completed(folder, run =>
        {
            run.AddArtifact(file);
            File.WriteAllText(file, "second");
            run.AddArtifact(file, "plots/again.txt");
            run.AddArtifact(file);
            File.WriteAllText(Path.Combine(run.Directory!, "in-place.txt"), "here");
            run.AddArtifact(Path.Combine(run.Directory!, "in-place.txt"));
            Assert.Throws<FileNotFoundException>(() => run.AddArtifact(folder.In("missing.txt")));
        });
        Assert.Equal(["out.txt", "plots/again.txt", "in-place.txt"], run.Json("run.json").GetProperty("artifacts").Strings());
        Assert.Equal(("second", "second", "here"), (run.Text("out.txt"), run.Text("plots/again.txt"), run.Text("in-place.txt")));
        Assert.Empty(Directory.EnumerateFiles(run.Directory!, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AddResource_CopiesEachContentOnce()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("words.txt", "hello\n");
        var first = await Some.Completed(folder, run =>
        {
            using var reader = new StreamReader(run.OpenResource(file));
            Assert.Equal("hello\n", reader.ReadToEnd());
            run.AddResource(file);
        });
        var second = await Some.Completed(folder, run => run.AddResource(file));
        var kept = folder.In("runs", "_resources", "words_b1946ac92492d2347c6235b4d2611184.txt");
        Assert.Equal([kept], Directory.GetFiles(folder.In("runs", "_resources")));
        Assert.Equal("hello\n", File.ReadAllText(kept));
        foreach (var run in new[] { first, second })
            Assert.Equal([file, kept], Assert.Single(run.Json("run.json").GetProperty("resources").EnumerateArray()).Strings());
    }
}
