using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>A source without an order of its own, and a file, give each entry one value.</summary>
[Collection(nameof(ProcessWide))]
public class DuplicateKeyTests
{
    [Theory]
    [InlineData("GEN__MAXVOCAB", "GEN__MAX_VOCAB")]
    [InlineData("GEN__MAX_VOCAB", "GEN__max_vocab")]
    [InlineData("GEN__MaxVocab", "gen__max-vocab")]
    public void Environment_TwoVariablesForOneEntry_IsRefusedWithBoth(string first, string second)
    {
        if (OperatingSystem.IsWindows() && string.Equals(first, second, StringComparison.OrdinalIgnoreCase))
            return;   // there the two are one variable
        using var environment = new Environ((first, "1"), (second, "1"));
        var error = Assert.Throws<ConfigException>(() => Lookalikes.Parse());
        Assert.Equal($"Environment variables {first} and {second} both set entry 'max_vocab'. Remove one of them.", error.Message);
        Assert.Equal(0, Lookalikes.FromJson("{}").MaxVocab);
    }

    [Fact]
    public void Environment_TwoVariablesForOneItem_IsRefusedWithBoth()
    {
        using var environment = new Environ(("GEN__WEIGHTS__x", "1"), ("gen__weights__x", "2"));
        Assert.Equal(
            "Environment variables GEN__WEIGHTS__x and gen__weights__x both set entry 'weights.x'. Remove one of them.",
            Assert.Throws<ConfigException>(() => Sources.Parse()).Message
        );
    }

    [Fact]
    public void Environment_WholeDictionaryAndItems_SetsTheWholeFirst()
    {
        using var environment = new Environ(("GEN__WEIGHTS__y", "1"), ("gen__weights", """{"z": 2}"""));
        Assert.Equal(new Dictionary<string, int> { ["z"] = 2, ["y"] = 1 }, Sources.Parse().Weights);
    }

    [Theory]
    [InlineData("""{"a": 1, "a": 2}""", "Properties 'a' and 'a' both set entry 'a'. Remove one of them.")]
    [InlineData("""{"a": 1, "A": 1}""", "Properties 'a' and 'A' both set entry 'a'. Remove one of them.")]
    [InlineData("""{"place": {"path": "x"}, "place.path": "y"}""", "Properties 'place.path' and 'place.path' both set entry 'place.path'.")]
    [InlineData("""{"Place": {"path": "x"}, "place": {"Path": "y"}}""", "Properties 'Place.path' and 'place.Path' both set")]
    public void File_TwoPropertiesForOneEntry_IsRefusedWithBoth(string json, string message)
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("a.json", json);
        Assert.StartsWith($"{file}: {message}", Assert.Throws<ConfigException>(() => Sources.Parse(file)).Message);
        Assert.Contains(message, Assert.Throws<ConfigException>(() => Sources.FromJson(json)).Message);
    }

    [Fact]
    public void Files_EachWithAValueForOneEntry_TheLastCounts()
    {
        using var folder = TempFolder.ForCaller();
        var (a, b) = (folder.File("a.json", """{"a": 1}"""), folder.File("b.json", """{"A": 2}"""));
        using var environment = new Environ(("GEN__A", "3"));
        Assert.Equal(2, Sources.Parse(a, b).A);
        Assert.Equal(1, Sources.Parse(b, a).A);
        Assert.Equal(1, Sources.Parse(a, a).A);
        Assert.Equal(5, Sources.Parse("a=4", "A=5").A);
    }

    [Fact]
    public void Configuration_TwoKeysForOneEntry_IsRefusedWithBoth()
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("App:MaxVocab", (string?)"1"), KeyValuePair.Create("App:Max_Vocab", (string?)"2")])
            .Build()
            .GetSection("App");
        Assert.Equal(
            "Configuration keys App:MaxVocab and App:Max_Vocab both set entry 'max_vocab'. Remove one of them.",
            Assert.Throws<ConfigException>(() => Lookalikes.Parse(new RunOptions { Configuration = section })).Message
        );
    }
}
