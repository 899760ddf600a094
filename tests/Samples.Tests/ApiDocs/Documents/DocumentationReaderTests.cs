using ApiDocsSample.Documents;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Documents;

public sealed class DocumentationReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Plain text.", "Plain text.")]
    [InlineData("  Over\r\n   two\tlines. ", "Over two lines.")]
    [InlineData("""A <see cref="T:System.String" />.""", "A String.")]
    [InlineData("""A <see cref="T:System.String"></see>.""", "A String.")]
    [InlineData("""A <see cref="T:System.String">piece of text</see>.""", "A piece of text.")]
    [InlineData("""Is <see langword="null" /> or <paramref name="value" /> of <typeparamref name="T" />.""", "Is null or value of T.")]
    [InlineData("""See <see href="https://example.com">this</see>, <c>code</c> and <a href="x">that</a>.""", "See this, code and that.")]
    [InlineData("""Calls <xref data-throw-if-not-resolved="true" uid="System.IO.Stream.Read*"></xref>.""", "Calls Read.")]
    [InlineData("<para>One.</para><para>Two.</para>", "One. Two.")]
    [InlineData("Less &lt; more &amp; <![CDATA[<raw>]]>", "Less < more & <raw>")]
    [InlineData("<!-- hidden -->Shown", "Shown")]
    [InlineData("Größe 数 naïve", "Größe 数 naïve")]
    public void ASummaryIsReadAsPlainTextWithTheNamesItRefersTo(string summary, string text)
    {
        var documents = Read($"""<member name="T:A.B"><summary>{summary}</summary></member>""");
        Assert.Equal(new Document("A", text), Assert.Single(documents));
    }

    [Fact]
    public void OnlySummariesAreRead()
    {
        var documents = Read("""
            <member name="M:A.B.C(System.Int32)">
                <summary>Does it.</summary><param name="x">A number.</param><returns>Nothing.</returns></member>
            <member name="M:A.B.D"><param name="x">No summary.</param></member>
            <member name="M:A.B.E"><summary /></member>
            """);
        Assert.Equal([new("A", "Does it.")], documents);
    }

    [Fact]
    public void ATypeThatOnlyItsMembersNameIsNoNamespace()
    {
        var documents = Read("""
            <member name="M:A.Outer.#ctor"></member>
            <member name="F:A.Outer.Inner.Field"><summary>Nested.</summary></member>
            """);
        Assert.Equal("A", Assert.Single(documents).Label);
    }

    [Fact]
    public void ATextThatTwoNamespacesShareBelongsToTheFirst()
    {
        var first = Xml("first.xml", """<member name="T:A.X"><summary>Same.</summary></member>""");
        var second = Xml("second.xml", """
            <member name="T:B.X"><summary> Same. </summary></member><member name="T:B.Y"><summary>Other.</summary></member>
            """);
        Assert.Equal([new("A", "Same."), new("B", "Other.")], DocumentationReader.Read([first, second]));
        Assert.Equal([new("B", "Same."), new("B", "Other.")], DocumentationReader.Read([second, first]));
    }

    [Fact]
    public void AFileThatIsNotXmlIsNamedInOneLine()
    {
        var file = _folder.Write("broken.xml", "<doc><members><member name='T:A.B'><summary>never ends");
        var problem = Assert.Throws<DataException>(() => DocumentationReader.Read([file]));
        Assert.StartsWith(file, problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void TheDocumentationOfThisSdkHasTensOfThousandsOfSummaries()
    {
        var documents = DocumentSource.Load(null);
        Assert.InRange(documents.Count, 35_000, 90_000);
        Assert.Equal(documents.Count, documents.DistinctBy(document => document.Text).Count());
        Assert.DoesNotContain(documents, document => document.Label.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal));
        var largest = documents.CountBy(document => document.Label).OrderByDescending(label => label.Value).Take(14).ToList();
        Assert.Equal("System", largest[0].Key);
        Assert.InRange(largest.Sum(label => label.Value), 13_000, 25_000);
    }

    [Fact]
    public void ReadingTwiceGivesTheSameDocumentsInTheSameOrder()
    {
        var files = DocumentationFolders.FindFiles().Take(40).ToList();
        Assert.Equal(DocumentationReader.Read(files), DocumentationReader.Read(files));
    }

    private IReadOnlyList<Document> Read(string members) => DocumentationReader.Read([Xml("docs.xml", members)]);

    private string Xml(string name, string members) =>
        _folder.Write(name, $"<?xml version=\"1.0\"?><doc><assembly><name>A</name></assembly><members>{members}</members></doc>");
}
