using Gen.IO;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.IO;

/// <summary>Below a run folder, nothing is opened through a link that leads out of it.</summary>
public sealed class RunPathTests : IDisposable
{
    private readonly TempFolder _folder = TempFolder.ForCaller("RunPath");

    public RunPathTests()
    {
        foreach (var run in new[] { "runs/3", "runs/4" })
        {
            _folder.File($"{run}/run.json", "{}");
            _folder.File($"{run}/config.json", "{}");
            _folder.File($"{run}/charts/loss.svg", "chart");
        }

        _folder.File("outside/loss.svg", "mine");
    }

    private string Run => _folder.In("runs", "3");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("link", "../../outside/loss.svg", "link")]
    [InlineData("link", "../../outside", "link/loss.svg")]
    [InlineData("link", "DIR/outside", "link/loss.svg")]
    [InlineData("link", "../4", "link/charts/loss.svg")]
    [InlineData("link", "..", "link/4/run.json")]
    [InlineData("link", "charts/../../../outside", "link/loss.svg")]
    [InlineData("link", "../../missing", "link/new.txt")]
    public void LinkThatLeadsOut_IsRefused(string name, string target, string path)
    {
        File.CreateSymbolicLink(Path.Combine(Run, name), target.Replace("DIR", _folder.Path));
        var file = Path.Combine(Run, path);
        string[] messages =
        [
            Assert.Throws<IOException>(() => RunPath.Folder(file)).Message,
            Assert.Throws<IOException>(() => RunPath.ForReading(file)).Message,
            Assert.Throws<IOException>(() => RunPath.ForWriting(file)).Message,
        ];
        Assert.All(messages, m => Assert.Equal($"'{Path.Combine(Run, name)}' is a link that leads out of the run folder.", m));
    }

    [Fact]
    public void LinkToALinkThatLeadsOut_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(Run, "out"), "../../outside");
        File.CreateSymbolicLink(Path.Combine(Run, "chart.svg"), "out/loss.svg");
        Assert.Throws<IOException>(() => RunPath.ForReading(Path.Combine(Run, "chart.svg")));
    }

    [Fact]
    public void LinkToItself_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(Run, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(Run, "b"), "a");
        Assert.Contains("leads to itself", Assert.Throws<IOException>(() => RunPath.Folder(Path.Combine(Run, "a"))).Message);
    }

    [Theory]
    [InlineData("charts", "link/loss.svg")]
    [InlineData("./charts/../charts", "link/loss.svg")]
    [InlineData("charts/loss.svg", "link")]
    [InlineData("DIR/runs/3/charts", "link/loss.svg")]
    [InlineData("../3/charts", "link/loss.svg")]
    public void LinkWithinTheRun_IsFollowed(string target, string path)
    {
        File.CreateSymbolicLink(Path.Combine(Run, "link"), target.Replace("DIR", _folder.Path));
        Assert.Equal("chart", File.ReadAllText(RunPath.ForReading(Path.Combine(Run, path))));
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("runs/3")]
    public void LinkToTheRun_IsFollowed(string linked)
    {
        Directory.CreateDirectory(_folder.In("data"));
        Directory.Move(_folder.In(linked), _folder.In("data", "moved"));
        File.CreateSymbolicLink(_folder.In(linked), "DIR/data/moved".Replace("DIR", _folder.Path));
        File.CreateSymbolicLink(Path.Combine(Run, "inside"), "charts");
        File.CreateSymbolicLink(Path.Combine(Run, "outside"), _folder.In("outside"));
        Assert.Equal("chart", File.ReadAllText(RunPath.ForReading(Path.Combine(Run, "charts", "loss.svg"))));
        Assert.Equal("chart", File.ReadAllText(RunPath.ForReading(Path.Combine(Run, "inside", "loss.svg"))));
        Assert.Throws<IOException>(() => RunPath.ForReading(Path.Combine(Run, "outside", "loss.svg")));
    }

    [Fact]
    public void RunWithinARun_IsARunOfItsOwn()
    {
        _folder.File("runs/3/inner/1/run.json", "{}");
        _folder.File("runs/3/inner/1/config.json", "{}");
        File.CreateSymbolicLink(Path.Combine(Run, "inner", "1", "charts"), Path.Combine(Run, "charts"));
        Assert.Throws<IOException>(() => RunPath.ForReading(Path.Combine(Run, "inner", "1", "charts", "loss.svg")));
    }

    [Fact]
    public void PathOutsideOfRuns_IsUnchanged()
    {
        File.CreateSymbolicLink(_folder.In("link"), "outside");
        Assert.Equal("a/../b.txt", RunPath.ForReading("a/../b.txt"));
        Assert.Equal(["b.txt", "b.txt", "/"], [RunPath.ForReplacing("b.txt"), RunPath.ForReading("b.txt"), RunPath.ForReplacing("/")]);
        Assert.Equal(_folder.In("link", "loss.svg"), RunPath.ForWriting(_folder.In("link", "loss.svg")));
    }

    [Fact]
    public void Replacing_ReplacesTheLinkItself()
    {
        var (link, temporary) = (Path.Combine(Run, "chart.svg"), Path.Combine(Run, "chart.svg.tmp"));
        File.CreateSymbolicLink(link, _folder.In("outside", "loss.svg"));
        File.CreateSymbolicLink(temporary, _folder.In("outside", "loss.svg"));
        AtomicFile.Replace(link, stream => stream.Write("new"u8));
        Assert.Equal(("new", null), (File.ReadAllText(link), new FileInfo(link).LinkTarget));
        Assert.Equal("mine", File.ReadAllText(_folder.In("outside", "loss.svg")));
        File.CreateSymbolicLink(temporary, _folder.In("outside", "loss.svg"));
        RunPath.Delete(temporary);
        Assert.True(File.Exists(_folder.In("outside", "loss.svg")));
    }

    [Fact]
    public void Files_DoNotIncludeThoseBehindLinksToFolders()
    {
        File.CreateSymbolicLink(Path.Combine(Run, "up"), "..");
        File.CreateSymbolicLink(Path.Combine(Run, "charts", "again"), "..");
        var files = RunPath.Files(Run, recursive: true).Select(f => Path.GetRelativePath(Run, f)).Order(StringComparer.Ordinal);
        Assert.Equal(["charts/loss.svg", "config.json", "run.json"], files);
        Assert.Throws<IOException>(() => RunPath.Files(Path.Combine(Run, "up")));
        Assert.Empty(RunPath.Files(Path.Combine(Run, "missing")));
    }

    [Fact]
    public void Pipe_IsNotOpened()
    {
        var pipe = Path.Combine(Run, "metrics.jsonl");
        Nodes.Pipe(pipe);
        Assert.Equal($"'{pipe}' is empty or not a regular file.", Assert.Throws<IOException>(() => RunPath.ForReading(pipe)).Message);
        var file = new AppendFile(pipe);
        file.Append("line\n");
        file.Flush();
        file.Append("line\n");
        file.Flush();
        Assert.Equal("line\nline\n", File.ReadAllText(pipe));
        Nodes.Pipe(Path.Combine(Run, "chart.svg.tmp"));
        AtomicFile.Replace(Path.Combine(Run, "chart.svg"), stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Path.Combine(Run, "chart.svg")));
    }

    [Fact]
    public void EmptyFileOfARunningProgram_IsKept()
    {
        var file = new AppendFile(Path.Combine(Run, "cout.txt"));
        file.Create();
        using var reader = new FileStream(Path.Combine(Run, "cout.txt"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Append("line\n");
        file.Flush();
        Assert.Equal("line\n", new StreamReader(reader).ReadToEnd());
    }
}
