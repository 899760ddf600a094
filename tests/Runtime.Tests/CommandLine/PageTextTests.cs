using System.Text;
using Gen.CommandLine;

namespace Gen.Runtime.Tests.CommandLine;

/// <summary>A page comes out as it was appended, whatever the pieces it is written in.</summary>
public class PageTextTests
{
    [Fact]
    public void APageOfAnyLinesIsWrittenWhole()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var (expected, output) = (new StringBuilder(), new StringWriter());
            using var page = new PageText(output);
            for (var line = random.Next(60); line >= 0; line--)
            {
                // Now and then longer than the array to begin with.
                var (text, value, spaces) = (Text(random, random.Next(8) == 0 ? 20_000 : 100), Text(random, 100), random.Next(-3, 40));
                if (random.Next(8) == 0)
                {
                    page.AppendSpaces(spaces);
                    page.EndLine();
                    expected.Append(Environment.NewLine);
                }

                page.Append("x" + text);
                page.AppendSpaces(spaces);
                page.Append("y");
                Assert.Equal(value.Length, page.Append(Encoding.UTF8.GetBytes(value)));
                page.EndLine();
                expected.Append(("x" + text + new string(' ', Math.Max(0, spaces)) + "y" + value).TrimEnd()).Append(Environment.NewLine);
            }

            page.Flush();
            Assert.Equal(expected.ToString(), output.ToString());
        }
    }

    [Fact]
    public void NothingIsWrittenTwice()
    {
        using var output = new StringWriter();
        using (var page = new PageText(output))
        {
            page.Append("line");
            page.EndLine();
            page.Flush();
            page.Flush();
        }

        Assert.Equal("line" + Environment.NewLine, output.ToString());
    }

    private static string Text(Random random, int longest) => string.Concat(Enumerable.Range(0, random.Next(longest)).Select(_ => random.GetItems(["a", "ä", " ", "€", "😀"], 1)[0]));
}
