using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>Entries from a section of a program's configuration: right after the initializers, before everything else.</summary>
[Collection(nameof(ProcessWide))]
public class ConfigurationTests
{
    private static RunOptions Options(string json, params (string Key, string? Value)[] values)
    {
        var text = "{\"App\": " + json + ", \"Logging\": {\"Level\": \"Warning\"}}";
        var builder = new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
        return new RunOptions
        {
            Configuration = builder
                .AddInMemoryCollection(values.Select(v => KeyValuePair.Create("App:" + v.Key, v.Value)))
                .Build()
                .GetSection("App"),
        };
    }

    private static string Error(RunOptions options, params string[] updates) =>
        Assert.Throws<ConfigException>(() => Sources.Parse(options, updates)).Message;

    [Fact]
    public void ItBeatsInitializersAndAllElseBeatsIt()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("a.json", """{"b": 5}""");
        var options = Options("""{"A": 2, "b": 3, "Rate": 0.25}""");
        using var environment = new Environ(("GEN__A", "4"));
        var config = Sources.Parse(options, file, "rate=0.5");
        Assert.Equal((4, 5, 0.5), (config.A, config.B, config.Rate));
        Assert.Equal((4, 3, 0.25), Values(Sources.Parse(options)));
        Assert.Equal((100, 100, 0.25), Values(Sources.Parse(options, "big")));
        Assert.Equal((4, 1), (Sources.Parse().A, Sources.Parse().B));
    }

    [Fact]
    public void ValueOfABlock_IsItsKind()
    {
        var options = Options(
            """{"Optimizer": {"Momentum": "0.4", "Kind": "Sgd", "Schedule": "step"}, "second": "lion"}""",
            ("second:beta2", "0.5"),
            ("Optimizer:Schedule:Size", "3"));
        var config = Choices.Parse(options);
        Assert.Equal(new Optim.Sgd { Momentum = 0.4, Schedule = new Sched.Step { Size = 3 } }, config.Optimizer);
        Assert.Equal(new Lion { Beta2 = 0.5 }, config.Second);
        var error = Assert.Throws<ConfigException>(() => Choices.Parse(Options("""{"optimizer": {"momentum": 0.4}}"""))).Message;
        Assert.StartsWith("Configuration App:optimizer:momentum: Entry 'optimizer.momentum' does not exist because", error);
        Assert.StartsWith(
            "Configuration App:holder: Entry 'holder' has both a value and children.",
            Assert.Throws<ConfigException>(() => Choices.Parse(Options("""{"holder": "x"}""", ("holder:size", "3")))).Message);
    }

    [Fact]
    public void KeysMatchAsElsewhereAndBlocksAreSections()
    {
        var config = Sources.Parse(Options("""{"PLACE": {"path": "there"}}""", ("place:Depth", "7")));
        Assert.Equal(("there", 7), (config.Place.Path, config.Place.Depth));
        Assert.Equal(8, Sources.Parse(Options("{}", ("Place.Depth", "8"))).Place.Depth);
        Assert.Equal("here", Sources.Parse(Options("""{"place": {}}""")).Place.Path);
        Assert.Null(Sources.Parse(Options("""{"place": {"depth": null}}""")).Place.Depth);
    }

    [Fact]
    public void ADictionaryIsSetAsAWholeAndMayHaveNumbersForKeys()
    {
        Assert.Equal(
            new Dictionary<string, int> { ["0"] = 3, ["1"] = 4 },
            Sources.Parse(Options("""{"Weights": {"0": 3}}""", ("Weights:1", "4"))).Weights
        );
        Assert.Equal(new Dictionary<string, int> { ["y"] = 5 }, Sources.Parse(Options("{}", ("Weights", """{"y": 5}"""))).Weights);
        Assert.Equal(new Dictionary<string, int> { ["x"] = 1, ["y"] = 6 }, Sources.Parse(Options("{}", ("Weights.y", "6"))).Weights);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(
        """
        {"Flag": true, "Signed8": -3, "Unsigned64": 18446744073709551615, "Float16": "NaN", "Float64": 1e-300,
        "Money": 1.50, "Id": "00000000-0000-0000-0000-000000000007"}
        """
    )]
    [InlineData(
        """
        {"Text": "\"quoted\"", "NoText": "null", "Color": "blue", "Access": "read, delete",
        "When": "2026-01-02T03:04:05", "HowLong": "01:02:03"}
        """
    )]
    [InlineData(
        """{"NoText": null, "NoInt": null, "NoDouble": 2.5, "NoColor": "red", "NoDates": ["2026-01-02T00:00:00"], "NoTexts": null}"""
    )]
    [InlineData(
        """
        {"Ints": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], "MaybeDoubles": [1.5, null], "MaybeTexts": ["None", "",
        " a, b ", null], "Colors": ["red", "blue"]}
        """
    )]
    [InlineData("""{"Ints": [], "Weights": {}, "Rights": {}, "NoTexts": []}""")]
    [InlineData("""{"Weights": {"a.b": 1, "c": 0.5}, "NoNames": {"0": null, "x": "null"}, "Rights": {"guest": "read"}}""")]
    public void EachTypeIsReadAsFromAFile(string json) =>
        Assert.Equal(Everything.FromJson(json).ToJson(), Everything.Parse(Options(json)).ToJson());

    [Fact]
    public void ListsAndNullsMayBeTextsAsInTheEnvironment()
    {
        var config = Everything.Parse(
            Options(
                "{}",
                ("Ints", "[3, 4]"),
                ("MaybeTexts", "a,b"),
                ("NoInt", "null"),
                ("NoMoney", ""),
                ("MaybeDoubles:0", "1"),
                ("MaybeDoubles:2", "3")
            )
        );
        Assert.Equal([3, 4], config.Ints);
        Assert.Equal(["a", "b"], config.MaybeTexts);
        Assert.Equal([1, 3], config.MaybeDoubles);
        Assert.Equal((null, null), (config.NoInt, config.NoMoney));
    }

    [Theory]
    [InlineData("""{"AB": 1}""", "Configuration App:AB: Entry 'AB' does not exist")]
    [InlineData("""{"Rates": 1}""", "Configuration App:Rates: Entry 'Rates' does not exist. Did you mean 'rate'?")]
    [InlineData("""{"Rates": {"x": 1}}""", "Configuration App:Rates: Entry 'Rates' does not exist. Did you mean 'rate'?")]
    [InlineData(
        """{"Place": {"Paht": "x"}}""",
        "Configuration App:Place:Paht: Entry 'Place.Paht' does not exist. Did you mean 'place.path'?"
    )]
    [InlineData(
        """{"Place": "x"}""",
        "Configuration App:Place: 'Place' is a block and cannot be set as a whole. Its entries are place.depth, place.path."
    )]
    [InlineData("""{"Rate": "x"}""", "Configuration App:Rate: Entry 'rate' must be a number, but was 'x'.")]
    [InlineData("""{"Rate": null}""", "Configuration App:Rate: Entry 'rate' must be a number, but was null.")]
    [InlineData("""{"Rate": {"x": 1}}""", """Configuration App:Rate: Entry 'rate' must be a number, but was {"x":"1"}.""")]
    [InlineData(
        """{"Weights": {"x": "y"}}""",
        """Configuration App:Weights: Entry 'weights' must be a JSON object, each value an integer"""
    )]
    [InlineData("""{"Product": 1}""", "Configuration App:Product: Entry 'product' is derived from other entries and cannot be set.")]
    [InlineData("""{"Rate": 2}""", "Entry 'rate' must be from 0 to 1, but was 2.")]
    public void AWrongKeyOrValueIsNamedWithItsPath(string json, string message) => Assert.StartsWith(message, Error(Options(json)));

    [Fact]
    public void AValueAndOthersBelowItAreToldApart() =>
        Assert.Equal(
            "Configuration App:Weights: Entry 'Weights' has both a value and children. Remove one of them.",
            Error(Options("""{"Weights": {"x": 1}}""", ("Weights", "{}")))
        );

    [Fact]
    public void TextsThatAreNoUnicodeAreRefusedOrKeptButNeverCrash()
    {
        var halves = Everything.Parse(Options("{}", ("Text", "\ud800"), ("MaybeTexts:0", "\ud800"), ("NoNames:x", "\udc00")));
        Assert.Equal(("\ud800", "\ufffd", "\ufffd"), (halves.Text, halves.MaybeTexts[0], halves.NoNames!["x"]));
    }

    [Fact]
    public void AWholeConfigurationIsNoSection()
    {
        var whole = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Logging:Level", (string?)"x")]).Build();
        Assert.EndsWith(
            " Pass the section with the entries of the experiment, GetSection(\"...\"), not the whole configuration.",
            Error(new RunOptions { Configuration = whole })
        );
    }

    [Fact]
    public void WithForceUnknownKeysAreRecorded()
    {
        var options = Options("""{"Other": "x", "More": {"deep": 1}}""");
        options.Force = true;
        using var json = System.Text.Json.JsonDocument.Parse(Sources.Parse(options).ToJson());
        Assert.Equal(
            ("x", """{"deep":"1"}"""),
            (json.RootElement.GetProperty("Other").GetString(), json.RootElement.GetProperty("More").GetString())
        );
    }

    [Fact]
    public void ASectionThatIsNotThereSetsNothing() =>
        Assert.Equal(
            Sources.Parse().ToJson(),
            Sources.Parse(new RunOptions { Configuration = new ConfigurationBuilder().Build().GetSection("App") }).ToJson()
        );

    private static (int A, int B, double Rate) Values(Sources config) => (config.A, config.B, config.Rate);
}
