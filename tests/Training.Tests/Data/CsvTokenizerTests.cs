using System.Text;
using Gen.Training.Data;
using Xunit;

namespace Gen.Training.Tests.Data;

public class CsvTokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "[a]")]
    [InlineData("a,b\nc,d", "[a|b][c|d]")]
    [InlineData("a,b\r\nc,d\r\n", "[a|b][c|d]")]
    [InlineData("a\rb\r\rc", "[a][b][c]")]
    [InlineData("\n\r\n\na,b\n\n\nc,d\n\n", "[a|b][c|d]")]
    [InlineData(",\n,,", "[|][||]")]
    [InlineData("a,\n", "[a|]")]
    [InlineData("\"a,b\",c", "[a,b|c]")]
    [InlineData("\"a\"\"b\",\"\"\"\"", "[a\"b|\"]")]
    [InlineData("\"\",\"\"\n", "[|]")]
    [InlineData("\"a\r\nb\nc\rd\",e", "[a\r\nb\nc\rd|e]")]
    [InlineData("a\"b, \"c\"", "[a\"b| \"c\"]")]
    [InlineData("ä,日本\n😀,x", "[ä|日本][😀|x]")]
    public void Read_AnyBufferSize_FollowsRfc4180(string text, string expected)
    {
        foreach (var size in new[] { 1, 2, 3, 5, 64 }) Assert.Equal(expected, Cut(text, size));
    }

    [Fact]
    public void Read_CellLongerThanBuffer_IsWhole()
    {
        var plain = new string('x', 100_000);
        var quoted = string.Concat(Enumerable.Repeat("y\"\"\r\n,", 30_000));
        Assert.Equal($"[{plain}|{quoted.Replace("\"\"", "\"")}|z]", Cut($"{plain},\"{quoted}\",z", 1 << 10));
    }

    [Fact]
    public void Line_QuotedAndEmptyLines_AreCounted()
    {
        foreach (var size in new[] { 1, 4, 64 })
        {
            var cells = new CsvTokenizer(new StringReader("a,b\r\n\n\"x\ny\r\nz\",c\rd,e"), ',', "f", size);
            List<(long, int)> places = [];
            while (cells.Read()) places.Add((cells.Line, cells.Column));
            Assert.Equal([(1, 0), (1, 1), (3, 0), (5, 1), (6, 0), (6, 1)], places);
        }
    }

    [Theory]
    [InlineData("a,b\n\"c", "f, line 2, column 1: the opening quote of the cell is not closed.")]
    [InlineData("a,\"b\" ,c", "f, line 1, column 2: the closing quote of the cell is followed by text.")]
    [InlineData("a\n\"b\n\"c", "f, line 3, column 1: the closing quote of the cell is followed by text.")]
    public void Read_InvalidQuotes_NamesLineAndColumn(string text, string expected)
    {
        foreach (var size in new[] { 1, 3, 64 }) Assert.Equal(expected, Assert.Throws<BadDataException>(() => Cut(text, size)).Message);
    }

    [Fact]
    public void Read_RandomTables_RoundTrip()
    {
        var random = new Random(5);
        const string letters = "ab,;\"\r\n x";
        for (var round = 0; round < 300; round++)
        {
            // At least two columns, because a single empty cell is an empty line, which is skipped.
            var width = random.Next(2, 5);
            var rows = Enumerable
                .Range(0, random.Next(1, 6))
                .Select(_ =>
                    Enumerable.Range(0, width).Select(_ => string.Concat(random.GetItems<char>(letters, random.Next(0, 6)))).ToArray()
                )
                .ToArray();
            var text = string.Concat(
                rows.Select(r => string.Join(';', r.Select(c => $"\"{c.Replace("\"", "\"\"")}\"")) + (random.Next(2) == 0 ? "\n" : "\r\n"))
            );
            Assert.Equal(string.Concat(rows.Select(r => $"[{string.Join('|', r)}]")), Cut(text, random.Next(1, 20), ';'));
        }
    }

    private static string Cut(string text, int bufferSize, char delimiter = ',')
    {
        var cells = new CsvTokenizer(new StringReader(text), delimiter, "f", bufferSize);
        var result = new StringBuilder();
        while (cells.Read())
        {
            result.Append(cells.Column == 0 ? "[" : "|").Append(cells.Cell);
            if (cells.EndsRow) result.Append(']');
        }
        return result.ToString();
    }
}
