using Gen.Generators.Common;

namespace Gen.Generators.Tests.Common;

public class SourceWriterTests
{
    [Fact]
    public void Line_InterpolatedString_EqualsString()
    {
        var (count, none) = (3, (string?)null);
        var line = $"var x{count} = \"{none}\";";
        Assert.Equal(
            new SourceWriter().Open("a").Line(line).Close().ToString(),
            new SourceWriter().Open("a").Line($"var x{count} = \"{none}\";").Close().ToString()
        );
    }

    [Fact]
    public void Line_Empty_IsNotIndented()
    {
        var empty = "";
        Assert.Equal("{\n\n\n    x\n}\n", new SourceWriter().Open().Line().Line($"{empty}").Line("x").Close().ToString());
    }

    [Fact]
    public void Close_RemovesEmptyLineBefore() =>
        Assert.Equal("{\n    x\n}\n", new SourceWriter().Open().Line("x").Line().Close().ToString());

    [Fact]
    public void Lines_AreIndented() =>
        Assert.Equal("{\n    a\n\n    b\n    c\n}\n", new SourceWriter().Open().Lines("a\r\n\nb\nc").Close().ToString());

    [Fact]
    public void ToString_ThenLine_Appends()
    {
        var writer = new SourceWriter().Line("a");
        Assert.Equal("a\n", writer.ToString());
        Assert.Equal("a\n", writer.ToString());
        Assert.Equal("a\nb\n", writer.Line("b").ToString());
    }

    [Fact]
    public void ToString_LongText_IsComplete()
    {
        var lines = Enumerable.Range(0, 5_000).Select(i => $"line {i}").ToArray();
        var writer = new SourceWriter();
        foreach (var line in lines)
            writer.Line($"{line}");
        Assert.Equal(string.Join("\n", lines) + "\n", writer.ToString());
    }
}
