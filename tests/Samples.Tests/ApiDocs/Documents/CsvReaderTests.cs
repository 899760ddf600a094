using System.Text;
using ApiDocsSample.Documents;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Documents;

public class CsvReaderTests
{
    [Theory]
    [InlineData("1,Title,Abstract", "1", "Title Abstract")]
    [InlineData("1,\"Title\",\"Abstract\"", "1", "Title Abstract")]
    [InlineData("Company,\"E. D. Abbott Ltd\",\" Abbott of Farnham.\"", "Company", "E. D. Abbott Ltd  Abbott of Farnham.")]
    [InlineData("1,\"A, B\",\"He said \"\"no\"\".\"", "1", "A, B He said \"no\".")]
    [InlineData("1,\"\",\"Only abstract\"", "1", "Only abstract")]
    [InlineData("1,T,\"Two\nlines\"", "1", "T Two\nlines")]
    [InlineData("1,T,\"Two\r\nlines\"\r\n", "1", "T Two\r\nlines")]
    [InlineData("1,T,5\" disk", "1", "T 5\" disk")]
    [InlineData("1,Zürich,数学\n", "1", "Zürich 数学")]
    [InlineData("\n1,T,A\n\n", "1", "T A")]
    public void ARowIsALabelAndTheTextOfTitleAndAbstract(string csv, string label, string text) =>
        Assert.Equal([new(label, text)], Read(csv));

    [Theory]
    [InlineData("label,title,abstract\n1,T,A\n")]
    [InlineData("Class,Title,Content\r\nFilm,T,A\r\n")]
    [InlineData("category,title,abstract\n1,T,A\n2,T,B\n")]
    public void AHeaderIsLeftOut(string csv) => Assert.DoesNotContain(Read(csv), document => document.Text.Contains("itle"));

    [Fact]
    public void AFirstRowThatIsNoHeaderIsKept() => Assert.Equal(2, Read("Film,T,A\nAnimal,T,B").Count);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void RowsEndAsAnySystemEndsLines(string end) => Assert.Equal(3, Read($"1,T,A{end}2,T,B{end}3,T,C{end}").Count);

    [Fact]
    public void AByteOrderMarkIsNoPartOfTheLabel()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("bom.csv"), "1,T,A\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("1", Assert.Single(CsvReader.Read(folder.File("bom.csv"))).Label);
    }

    [Theory]
    [InlineData("1,T,A\n2,T\n", "data.csv, line 2: 2 fields instead of the 3 of label,title,abstract")]
    [InlineData("1,T,A,B", "data.csv, line 1: 4 fields instead of the 3 of label,title,abstract")]
    [InlineData("1,T,\"A\nB\"\n2,T", "data.csv, line 3: 2 fields instead of the 3 of label,title,abstract")]
    [InlineData("1,T,A\r\n2,T,\"B\r\nC", "data.csv, line 2: the quoted field that begins here never ends")]
    [InlineData("1,\"T\" x,A", "data.csv, line 1: ' ' after a closing quote (quotes in a field are doubled)")]
    [InlineData("1,T,A\n ,T,A", "data.csv, line 2: the label is empty")]
    [InlineData("", "data.csv has no rows of label,title,abstract")]
    [InlineData("label,title,abstract\n", "data.csv has no rows of label,title,abstract")]
    public void AMalformedRowIsNamedByFileAndLine(string csv, string message) =>
        Assert.Equal(message, Assert.Throws<DataException>(() => Read(csv)).Message);

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.StartsWith("data=no-such.csv cannot be read: ", Assert.Throws<DataException>(() => CsvReader.Read("no-such.csv")).Message);

    private static IReadOnlyList<Document> Read(string csv) => CsvReader.Read(new StringReader(csv), "data.csv");
}
