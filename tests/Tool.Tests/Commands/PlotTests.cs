using System.Xml.Linq;
using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Commands;

[Collection(nameof(ProcessWide))]
public class PlotTests
{
    [Fact]
    public void Plot_Runs_NamesThemByWhatDiffers()
    {
        using var folder = Runs();
        var file = folder.In("p.svg");
        Assert.Equal(file + "\n", Plot(folder, "1", "2", "-m", "val_loss", "-o", file));
        Assert.Equal(["1 (lr=0.1)", "2 (lr=0.01)"], Texts(file).Where(t => t.Contains("lr=")));
        Assert.Contains("val_loss", Texts(file));
        Assert.Contains("step", Texts(file));
    }

    [Fact]
    public void Plot_WithoutNames_DrawsTrainingAndValidationOfTheLastRun()
    {
        using var folder = Runs();
        var directory = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.Path;
        try
        {
            Assert.Equal("loss.svg\n", Plot(folder));
        }
        finally
        {
            Environment.CurrentDirectory = directory;
        }

        var texts = Texts(folder.In("loss.svg"));
        Assert.Equal(["loss", "val_loss"], texts.Where(t => t.Contains("loss")));
        Assert.Contains("words 3", texts);
    }

    [Fact]
    public void Plot_Where_DrawsThoseRuns()
    {
        using var folder = Runs();
        var file = folder.In("deep", "p.svg");
        Plot(folder, "--where", "lr<0.05", "-m", "loss", "-o", file, "--x", "time", "--log-y", "--size", "400x300");
        Assert.Equal(["2 (lr=0.01)", "3 (lr=0.001)"], Texts(file).Where(t => t.Contains("lr=")));
        Assert.Contains("seconds", Texts(file));
        Assert.Equal("400", XDocument.Load(file).Root!.Attribute("width")!.Value);
    }

    [Fact]
    public void Plot_Png_IsAPicture()
    {
        using var folder = Runs();
        Plot(folder, "1", "-o", folder.In("p.png"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.In("p.png"))[..4]);
    }

    [Fact]
    public void Plot_RunWithoutTheScalar_IsLeftOutAndSaid()
    {
        using var folder = Runs();
        var (exitCode, _, errors) = GenTool.Run(
            folder, "plot", "1", "3", "-m", "extra", "-o", folder.In("p.svg"), "-F", folder.In("runs"));
        Assert.Equal((0, "warning: Run 1 has no values of extra.\n"), (exitCode, errors));
    }

    [Theory]
    [InlineData("1 -m lsos", "None of the runs has a scalar 'lsos'. Did you mean 'loss'?")]
    [InlineData("1 -m ,", "Option --metric requires the name of a scalar.")]
    [InlineData("9", "Run '9' does not exist.")]
    [InlineData("1 -o p.pdf", "A plot is a file whose name ends with .svg or .png, which 'p.pdf' is not.")]
    [InlineData("1 -o .svg", "A plot is a file whose name ends with .svg or .png, which '.svg' is not.")]
    [InlineData("1 --x epoch", "Option --x must be step or time, but was 'epoch'.")]
    [InlineData("1 --size 10x10", "Option --size must be 120x90 to 10000x10000, as 960x540, but was '10x10'.")]
    [InlineData("1 --size 960", "Option --size must be 120x90 to 10000x10000, as 960x540, but was '960'.")]
    [InlineData("--where lr>5", "No run fulfills 'lr>5'.")]
    [InlineData("1 --metirc loss", "Option '--metirc' does not exist. Did you mean '--metric'?")]
    public void Plot_Mistake_IsOneLine(string line, string message)
    {
        using var folder = Runs();
        Assert.Contains(message, GenTool.Refused(folder, ["plot", "-F", folder.In("runs"), .. line.Split(' ')]));
    }

    [Fact]
    public void Compare_Plot_DrawsTheCurvesWithTheirNames()
    {
        using var folder = Runs();
        var output = GenTool.Succeed(folder, "compare", "1", "2", "-p", "-m", "val_loss", "-F", folder.In("runs")).Output;
        var plot = output.Split('\n').SkipWhile(l => l.Trim() != "val_loss").Skip(1).ToList();
        Assert.StartsWith(" 0.9 ┤", plot[0]);
        Assert.Matches("^ 0.2 ┤ .*2 \\(lr=0.01\\) *$", plot[11]);   // its last value is the least
        Assert.Contains(plot, l => l.TrimEnd().EndsWith("1 (lr=0.1)", StringComparison.Ordinal));
        Assert.Contains("Did you mean 'val_loss'?", GenTool.Refused(folder, "compare", "1", "2", "-m", "val_los", "-F", folder.In("runs")));
    }

    private static string Plot(TempFolder folder, params string[] line) =>
        GenTool.Succeed(folder, ["plot", "-F", folder.In("runs"), .. line]).Output;

    private static List<string> Texts(string file) =>
        [.. XDocument.Load(file).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];

    private static TempFolder Runs()
    {
        var folder = TempFolder.ForCaller(nameof(PlotTests));
        Write("1", "0.1", ("loss", [0.7, 0.5]), ("val_loss", [0.9, 0.4]));
        Write("2", "0.01", ("loss", [0.6, 0.3]), ("val_loss", [0.8, 0.2]));
        Write("3", "0.001", ("loss", [0.6, double.NaN, 0.2]), ("val_loss", [0.8, 0.3]), ("extra", [1]));
        return folder;

        void Write(string id, string rate, params (string, double[])[] scalars) => Records.Write(
            folder, $"runs/{id}", $$"""{"epochs": 3, "lr": {{rate}}, "seed": {{id}}}""", scalars: scalars, changed: ["lr"]);
    }
}
