using Gen.CommandLine;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.CommandLine;

[Collection(nameof(ProcessWide))]
public class ConsoleTextTests
{
    [Theory]
    [InlineData("one two three four", 9, "one two\nthree\nfour")]
    [InlineData("one two three", 13, "one two three")]
    [InlineData("  key (int = 1)  the doc of the key", 28, "  key (int = 1)  the doc of\n                 the key")]
    [InlineData("  name with a very long text  doc of it", 30, "  name with a very long text\n      doc of it")]
    [InlineData("  a = 1      # a note that is long", 24, "  a = 1      # a note\n               that is\n               long")]
    [InlineData("  unbreakable-word-that-is-long", 10, "  unbreakable-word-that-is-long")]
    [InlineData("a\n\nb", 10, "a\n\nb")]
    [InlineData("\e[34mone two\e[0m three four", 13, "\e[34mone two\e[0m three\nfour")]
    [InlineData("one two three", int.MaxValue, "one two three")]
    public void Wrap_BreaksAtWords(string text, int width, string expected) => Assert.Equal(expected, ConsoleText.Wrap(text, width));

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public async Task HelpAndConfig_FitTheTerminal(int width)
    {
        using var folder = TempFolder.ForCaller();
        using var terminal = new Environ(("COLUMNS", $"{width}"));
        foreach (var line in (string[][])[["--help"], ["print-config", "with", "quick"], ["print-named-configs"]])
        {
            var result = await Program.Run(folder, line);
            Assert.Equal(0, result.ExitCode);
            Assert.All(result.Out.Split('\n'), l => Assert.True(l.Length <= width, l));
        }
    }

    [Fact]
    public async Task RedirectedOutput_HasWholeLines()
    {
        using var folder = TempFolder.ForCaller();
        var lines = (await Program.Run(folder, "--help")).Out.Split('\n');
        using var terminal = new Environ(("COLUMNS", "50"));
        Assert.True((await Program.Run(folder, "--help")).Out.Split('\n').Length > lines.Length);
    }
}
