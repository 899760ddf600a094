using System.Text;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>Initializers; environment; files and named configs in the order given; then every <c>key=value</c>.</summary>
[Collection(nameof(ProcessWide))]
public class SourceOrderTests
{
    [Fact]
    public void TheEnvironmentBeatsInitializers()
    {
        using var environment = new Environ(
            ("GEN__A", "2"),
            ("gen__place__PATH", "there"),
            ("GEN__Place__Depth", "3"),
            ("GEN__WEIGHTS__y", "4"),
            ("GENE__B", "9")
        );
        var config = Sources.Parse();
        Assert.Equal((2, 1, "there", 3), (config.A, config.B, config.Place.Path, config.Place.Depth));
        Assert.Equal(new Dictionary<string, int> { ["x"] = 1, ["y"] = 4 }, config.Weights);
    }

    [Fact]
    public void FilesAndNamedConfigsBeatTheEnvironmentInTheOrderGiven()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("a.json", """{"a": 7, "place": {"path": "file"}}""");
        var other = folder.File("b.JSON", """{"a": 8, "place.depth": 5}""");
        using var environment = new Environ(("GEN__A", "2"), ("GEN__B", "3"));
        Assert.Equal((7, 3), AB(Sources.Parse(file)));
        Assert.Equal((100, 100), AB(Sources.Parse(file, "big")));
        Assert.Equal((7, 100), AB(Sources.Parse("big", file)));
        Assert.Equal((10, 3), AB(Sources.Parse(file, "sum")));
        Assert.Equal((200, 100), AB(Sources.Parse(file, "big", "sum")));
        Assert.Equal((8, 3), AB(Sources.Parse(file, other)));
        var both = Sources.Parse(file, other);
        Assert.Equal(("file", 5), (both.Place.Path, both.Place.Depth));
    }

    [Fact]
    public void UpdatesBeatEverythingWhereverTheyStand()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("a.json", """{"a": 7}""");
        using var environment = new Environ(("GEN__B", "3"));
        Assert.Equal((5, 6), AB(Sources.Parse("a=5", "big", "b=6", file)));
        Assert.Equal((4, 100), AB(Sources.Parse("big", "a=5", "a=4")));

        // A named config sees what was built so far, which updates are not part of.
        Assert.Equal((4, 3), AB(Sources.Parse("b=3", "sum")));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void AFileMayBeInAnyEncodingThatSaysSo(string encoding)
    {
        using var folder = TempFolder.ForCaller();
        var (file, text) = (folder.In("a.json"), """{"place": {"path": "größe"}, "A": 7}""");
        File.WriteAllText(file, text, Encoding.GetEncoding(encoding));
        Assert.Equal(("größe", 7), (Sources.Parse(file).Place.Path, Sources.Parse(file).A));
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(text));
        Assert.Equal("größe", Sources.Parse(file).Place.Path);
        // A byte that is no text is read as in any other file.
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes(text));
        Assert.Equal("gr\uFFFD\uFFFDe", Sources.Parse(file).Place.Path);
    }

    [Fact]
    public void FromJsonReadsNothingElse()
    {
        using var environment = new Environ(("GEN__B", "3"));
        Assert.Equal((7, 1), AB(Sources.FromJson("""{"a": 7}""")));
    }

    [Theory]
    [InlineData("GEN__AB", "1", "Environment variable GEN__AB: Entry 'AB' does not exist")]
    [InlineData("GEN__RATES", "1", "Environment variable GEN__RATES: Entry 'RATES' does not exist. Did you mean 'rate'?")]
    [InlineData("GEN__RATE", "x", "Environment variable GEN__RATE: Entry 'rate' must be a number, but was 'x'.")]
    [InlineData("GEN__PRODUCT", "1", "Environment variable GEN__PRODUCT: Entry 'product' is derived from other entries and cannot be set.")]
    [InlineData("GEN__RATE", "2", "Entry 'rate' must be from 0 to 1, but was 2.")]
    public void AWrongVariableIsNamed(string name, string value, string message)
    {
        using var environment = new Environ((name, value));
        Assert.StartsWith(message, Assert.Throws<ConfigException>(() => Sources.Parse()).Message);
    }

    [Fact]
    public void DerivedValuesAndDependentDefaultsFollowEveryOverride()
    {
        var config = Sources.Parse("a=2", "b=3");
        Assert.Equal((30, 60), (config.Steps, config.Product));
        Assert.Equal((7, 14), (Sources.Parse("a=2", "b=3", "steps=7").Steps, Sources.Parse("steps=7", "a=2").Product));
        Assert.Equal(1000, Sources.Parse("big").Steps);
        var error = Assert.Throws<ConfigException>(() => Sources.Parse("Product".ToUpperInvariant() + "=3"));
        Assert.Equal("Entry 'product' is derived from other entries and cannot be set.", error.Message);
        Assert.Equal(60, Sources.FromJson("""{"a": 2, "b": 3, "product": 1}""").Product);
    }

    [Fact]
    public void ViolationsAreReportedTogether()
    {
        var updates = new[] { "b=-1", "rate=nan", "place.path=much too long" };
        var error = Assert.Throws<ConfigException>(() => Sources.Parse(updates));
        Assert.Equal(
            "Entry 'b' must be from 0 to 1000, but was -1.\nEntry 'place.path' must have at most 8 characters, but was 'much too long'.\n"
            + "Entry 'rate' must be from 0 to 1, but was NaN.",
            Sorted(error.Message)
        );
    }

    [Fact]
    public async Task AConfigMadeByCodeIsValidatedBeforeItRuns()
    {
        var error = await Assert.ThrowsAsync<ConfigException>(() => Typed.RunAsync(new Typed { Bound = 11 }, Quiet.Options));
        Assert.Equal("Entry 'bound' must be from 0 to 10, but was 11.", error.Message);
    }

    private static string Sorted(string lines) => string.Join('\n', lines.Split('\n').Order(StringComparer.Ordinal));

    private static (int A, int B) AB(Sources config) => (config.A, config.B);
}
