using ApiDocsSample.Documents;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Documents;

public sealed class DocumentationFoldersTests : IDisposable
{
    private readonly TempFolder _dotnet = new();

    public void Dispose() => _dotnet.Dispose();

    [Theory]
    [InlineData("10.0.2", "9.0.11", "10.0.2")]
    [InlineData("10.0.9", "10.0.10", "10.0.10")]
    [InlineData("10.0.0", "10.0.0-rc.1", "10.0.0")]
    [InlineData("10.0.0-preview.1", "9.0.0", "10.0.0-preview.1")]
    public void OfAPackTheHighestVersionIsRead(string one, string other, string highest)
    {
        Add("A.Ref", one);
        Add("A.Ref", other);
        Assert.Equal([File("A.Ref", highest)], DocumentationFolders.FindFiles([_dotnet.Path]));
    }

    [Fact]
    public void AllReferencePacksAreReadInTheOrderOfTheirNames()
    {
        Add("B.Ref", "1.0.0");
        Add("A.Ref", "2.0.0");
        Add("C.Host", "1.0.0");
        Assert.Equal([File("A.Ref", "2.0.0"), File("B.Ref", "1.0.0")], DocumentationFolders.FindFiles([_dotnet.Path]));
    }

    [Fact]
    public void TranslationsAreLeftOut()
    {
        Add("A.Ref", "1.0.0");
        _dotnet.Write("packs/A.Ref/1.0.0/ref/net10.0/de/A.xml", "");
        _dotnet.Write("packs/A.Ref/1.0.0/data/FrameworkList.xml", "");
        Assert.Equal([File("A.Ref", "1.0.0")], DocumentationFolders.FindFiles([_dotnet.Path]));
    }

    [Fact]
    public void TheFirstInstallationThatHasDocumentationIsTaken()
    {
        Add("A.Ref", "1.0.0");
        Assert.Single(DocumentationFolders.FindFiles([_dotnet.File("missing"), _dotnet.Path]));
    }

    [Fact]
    public void WithoutDocumentationTheErrorNamesTheFoldersLookedInAndAWayOut()
    {
        var problem = Assert.Throws<DataException>(() => DocumentationFolders.FindFiles([_dotnet.Path, _dotnet.File("other")]));
        Assert.Contains(Path.Combine(_dotnet.Path, "packs", "*.Ref"), problem.Message);
        Assert.Contains(Path.Combine(_dotnet.File("other"), "packs", "*.Ref"), problem.Message);
        Assert.Contains("data=FILE.csv", problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void TheRunningInstallationIsFound() =>
        Assert.Contains(DocumentationFolders.FindFiles(), file => Path.GetFileName(file) == "System.Collections.xml");

    private void Add(string pack, string version) => _dotnet.Write(Path.GetRelativePath(_dotnet.Path, File(pack, version)), "");

    private string File(string pack, string version) => Path.Combine(_dotnet.Path, "packs", pack, version, "ref", "net10.0", "A.xml");
}
