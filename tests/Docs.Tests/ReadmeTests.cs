using Gen.Docs.Tests.Support;

namespace Gen.Docs.Tests;

public class ReadmeTests
{
    [Fact]
    public void Program_IsThatOfTheFirstSampleAndShort()
    {
        var program = Page.Find("README").Blocks.First(b => b.Language == "csharp").Text;
        Assert.Equal(File.ReadAllText(Path.Combine(Page.Root, "samples", "Digits", "Program.cs")), program);
        Assert.InRange(program.Split('\n').Length - 1, 1, 60);
    }

    [Fact]
    public void Rules_AreAsManyAsItSays()
    {
        var pages = Directory.GetFiles(Path.Combine(Page.Root, "docs", "diagnostics"), "GEN*.md").Length;
        Assert.Contains($"[{pages} rules](docs/diagnostics/README.md)", Page.Find("README").Text);
    }
}
