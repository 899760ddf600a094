using ApiDocsSample;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.ApiDocs;

public sealed class DocumentationTests : IDisposable
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
    public void Read_Summary_IsPlainTextWithReferencedNames(string summary, string text)
    {
        var documents = Read($"""<member name="T:A.B"><summary>{summary}</summary></member>""");
        Assert.Equal(new Document("A", text), Assert.Single(documents));
    }

    [Fact]
    public void Read_MemberWithoutSummary_IsLeftOut()
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
    public void Read_TypeKnownByItsMembersOnly_IsNoNamespace()
    {
        var documents = Read("""
            <member name="M:A.Outer.#ctor"></member>
            <member name="F:A.Outer.Inner.Field"><summary>Nested.</summary></member>
            """);
        Assert.Equal("A", Assert.Single(documents).Label);
    }

    [Fact]
    public void Read_TextOfTwoNamespaces_BelongsToFirst()
    {
        var first = Xml("first.xml", """<member name="T:A.X"><summary>Same.</summary></member>""");
        var second = Xml("second.xml", """
            <member name="T:B.X"><summary> Same. </summary></member><member name="T:B.Y"><summary>Other.</summary></member>
            """);
        Assert.Equal([new("A", "Same."), new("B", "Other.")], Documentation.Read([first, second]));
        Assert.Equal([new("B", "Same."), new("B", "Other.")], Documentation.Read([second, first]));
    }

    [Fact]
    public void Read_FileThatIsNotXml_ErrorNamesItInOneLine()
    {
        var file = _folder.Write("broken.xml", "<doc><members><member name='T:A.B'><summary>never ends");
        var problem = Assert.Throws<DataException>(() => Documentation.Read([file]));
        Assert.StartsWith(file, problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Load_DocumentationOfThisSdk_HasTensOfThousandsOfSummaries()
    {
        var documents = Documents.Load(null);
        Assert.InRange(documents.Count, 35_000, 90_000);
        Assert.Equal(documents.Count, documents.DistinctBy(document => document.Text).Count());
        Assert.DoesNotContain(documents, document => document.Label.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal));
        var largest = documents.CountBy(document => document.Label).OrderByDescending(label => label.Value).Take(14).ToList();
        Assert.Equal("System", largest[0].Key);
        Assert.InRange(largest.Sum(label => label.Value), 13_000, 25_000);
    }

    [Fact]
    public void Read_Twice_GivesSameDocuments()
    {
        var files = Documentation.FindFiles().Take(40).ToList();
        Assert.Equal(Documentation.Read(files), Documentation.Read(files));
    }

    private IReadOnlyList<Document> Read(string members) => Documentation.Read([Xml("docs.xml", members)]);

    private string Xml(string name, string members) =>
        _folder.Write(name, $"<?xml version=\"1.0\"?><doc><assembly><name>A</name></assembly><members>{members}</members></doc>");

    [Theory]
    [InlineData("10.0.2", "9.0.11", "10.0.2")]
    [InlineData("10.0.9", "10.0.10", "10.0.10")]
    [InlineData("10.0.0", "10.0.0-rc.1", "10.0.0")]
    [InlineData("10.0.0-preview.1", "9.0.0", "10.0.0-preview.1")]
    public void FindFiles_SeveralVersions_TakesHighest(string one, string other, string highest)
    {
        Add("A.Ref", one);
        Add("A.Ref", other);
        Assert.Equal([PackFile("A.Ref", highest)], Documentation.FindFiles([_folder.Path]));
    }

    [Fact]
    public void FindFiles_SeveralPacks_TakesReferencePacksInOrder()
    {
        Add("B.Ref", "1.0.0");
        Add("A.Ref", "2.0.0");
        Add("C.Host", "1.0.0");
        Assert.Equal([PackFile("A.Ref", "2.0.0"), PackFile("B.Ref", "1.0.0")], Documentation.FindFiles([_folder.Path]));
    }

    [Fact]
    public void FindFiles_Translations_AreLeftOut()
    {
        Add("A.Ref", "1.0.0");
        _folder.Write("packs/A.Ref/1.0.0/ref/net10.0/de/A.xml", "");
        _folder.Write("packs/A.Ref/1.0.0/data/FrameworkList.xml", "");
        Assert.Equal([PackFile("A.Ref", "1.0.0")], Documentation.FindFiles([_folder.Path]));
    }

    [Fact]
    public void FindFiles_SeveralInstallations_TakesFirstWithDocumentation()
    {
        Add("A.Ref", "1.0.0");
        Assert.Single(Documentation.FindFiles([_folder.File("missing"), _folder.Path]));
    }

    [Fact]
    public void FindFiles_NoDocumentation_ErrorNamesFoldersAndOption()
    {
        var problem = Assert.Throws<DataException>(() => Documentation.FindFiles([_folder.Path, _folder.File("other")]));
        Assert.Contains(Path.Combine(_folder.Path, "packs", "*.Ref"), problem.Message);
        Assert.Contains(Path.Combine(_folder.File("other"), "packs", "*.Ref"), problem.Message);
        Assert.Contains("data=FILE.csv", problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void FindFiles_NoRoots_FindsRunningInstallation() =>
        Assert.Contains(Documentation.FindFiles(), file => Path.GetFileName(file) == "System.Collections.xml");

    private void Add(string pack, string version) => _folder.Write(Path.GetRelativePath(_folder.Path, PackFile(pack, version)), "");

    private string PackFile(string pack, string version) => Path.Combine(_folder.Path, "packs", pack, version, "ref", "net10.0", "A.xml");

    [Theory]
    [InlineData("T:System.String", "System.String")]
    [InlineData("T:System.Collections.Generic.List`1", "System.Collections.Generic.List`1")]
    [InlineData("M:System.Collections.Generic.List`1.Add(`0)", "System.Collections.Generic.List`1")]
    [InlineData("M:System.IO.File.ReadAllText(System.String,System.Text.Encoding)", "System.IO.File")]
    [InlineData("M:System.Linq.Enumerable.Cast``1(System.Collections.IEnumerable)", "System.Linq.Enumerable")]
    [InlineData("M:System.Exception.#ctor", "System.Exception")]
    [InlineData("M:System.Decimal.op_Implicit(System.Byte)~System.Decimal", "System.Decimal")]
    [InlineData("M:System.Decimal.System#IConvertible#ToByte(System.IFormatProvider)", "System.Decimal")]
    [InlineData("M:A.B.System#Collections#Generic#IEnumerable{C.D}#GetEnumerator", "A.B")]
    [InlineData("P:System.Collections.BitArray.Item(System.Int32)", "System.Collections.BitArray")]
    [InlineData("F:System.DayOfWeek.Friday", "System.DayOfWeek")]
    [InlineData("E:System.AppDomain.ProcessExit", "System.AppDomain")]
    [InlineData("N:System.Text", "")]
    [InlineData("!:Unresolved.Name", "")]
    [InlineData("", "")]
    [InlineData("M:Lonely", "")]
    public void TypeOf_Id_IsTheTypeOrTheMembersType(string id, string type) => Assert.Equal(type, DocId.TypeOf(id));

    [Theory]
    [InlineData("System.String", "System")]
    [InlineData("System.Collections.Generic.List`1", "System.Collections.Generic")]
    [InlineData("System.Collections.Generic.List`1.Enumerator", "System.Collections.Generic")]
    [InlineData("System.Outer.Middle.Inner", "System")]
    [InlineData("Unknown.Place.Type", "Unknown.Place")]
    [InlineData("Global", "")]
    [InlineData("Global.Nested", "")]
    public void NamespaceOf_Type_IsWhatPrecedesTheOutermostType(string type, string expected)
    {
        var types = new HashSet<string>
        {
            "System.String", "System.Collections.Generic.List`1", "System.Collections.Generic.List`1.Enumerator",
            "System.Outer", "System.Outer.Middle", "Global",
        };
        Assert.Equal(expected, DocId.NamespaceOf(type, types));
    }

    [Theory]
    [InlineData("T:System.String", "String")]
    [InlineData("T:System.Collections.Generic.Dictionary`2", "Dictionary")]
    [InlineData("T:System.Collections.Generic.List{System.String}", "List")]
    [InlineData("M:System.Collections.Generic.List`1.Add(`0)", "Add")]
    [InlineData("M:System.Linq.Enumerable.Cast``1(System.Collections.IEnumerable)", "Cast")]
    [InlineData("M:System.Collections.Generic.List`1.#ctor(System.Int32)", "List")]
    [InlineData("M:System.Decimal.System#IConvertible#ToByte(System.IFormatProvider)", "ToByte")]
    [InlineData("M:System.IO.Stream.Read*", "Read")]
    [InlineData("!:Span", "Span")]
    [InlineData("", "")]
    public void ShortName_Id_IsTheNameAsSaid(string id, string name) => Assert.Equal(name, DocId.ShortName(id));
}
