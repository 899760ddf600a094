using System.Collections;
using System.Reflection;
using System.Text.Json;
using Gen.Configuration;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>
/// What is written is read back bit for bit from every source and in every culture: 2,000 configs with <c>GEN_FULL_TESTS=1</c>, else 200,
/// each with random and extreme values of all types.
/// </summary>
[Collection(nameof(ProcessWide))]
public class RoundTripTests
{
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 2_000 : 200;

    public static TheoryData<string> Names => [.. Cultures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_OfRandomValues_IsReadBack(string culture) => EachRound(culture, 1, config =>
    {
        var json = config.ToJson();
        var back = Everything.FromJson(json);
        AssertSame(config, back);
        Assert.Equal(json, back.ToJson());
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void File_OfRandomValues_IsReadBack(string culture)
    {
        using var folder = TempFolder.ForCaller();
        EachRound(culture, 2, config => AssertSame(config, Everything.Parse(folder.File("a.json", config.ToJson()))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RecordedConfig_OfRandomValues_IsReadBackOnResume(string culture)
    {
        var schema = (ExperimentSchema<Everything>)
            typeof(Everything).GetNestedType("GeneratedSchema", BindingFlags.NonPublic)!.GetField("Instance")!.GetValue(null)!;
        EachRound(culture, 3, config => AssertSame(
            config,
            new ConfigBuilder<Everything>(schema, allowUnknown: false).BuildResumed(config.ToJson(), "config.json", [], false, null)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CommandLine_OfRandomValues_IsReadBack(string culture) => EachRound(culture, 4, config =>
        AssertSame(config, Everything.Parse([.. Texts(config).Select(t => $"{t.Key}={t.Text}")])));

    [Theory]
    [MemberData(nameof(Names))]
    public void Environment_OfRandomValues_IsReadBack(string culture) => EachRound(culture, 5, config =>
    {
        using var environment = new Environ([.. Texts(config).Select(t => ("GEN__" + t.Key, t.Text))]);
        AssertSame(config, Everything.Parse());
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void CommandLine_ItemByItem_IsReadBack(string culture) => EachRound(culture, 6, config =>
    {
        var items = new Dictionary<string, double>();
        foreach (var (value, i) in config.Weights.Values.Select((v, i) => (v, i)))
            items[$"key.{i}"] = value;
        string[] updates = ["weights={}", .. items.Select(w => $"weights.{w.Key}={ValueTexts.Write(w.Value)}")];
        Assert.Equal(ValueTexts.Bits(items), ValueTexts.Bits(Everything.Parse(updates).Weights));
    });

    [Fact]
    public void Refusal_InAnyCulture_IsTheSame()
    {
        foreach (var culture in Cultures.Names)
        {
            Cultures.Run(culture, () =>
            {
                Assert.Equal("Entry 'i' must be from -10.5 to 10.5, but was -11.", Error(() => Bounded.Parse("i=-11")));
                Assert.Contains("but was '1,5'. Did you mean '1.5'?", Error(() => Everything.Parse(Update("float64", "1,5"))));
                Assert.Contains("an integer from -128 to 127", Error(() => Everything.Parse(Update("signed8", "128"))));
                Assert.Contains("is -16777216.", Error(() => Everything.Parse(Update("float32", "-16777217"))));
                Assert.Contains("Did you mean '-1.01:00:00'?", Error(() => Everything.Parse(Update("how_long", "-25:00:00"))));
            });
        }
    }

    [Fact]
    public void Cultures_OfThisTest_WriteNumbersDifferently()
    {
        string[] texts = [.. Cultures.Names.Select(Cultures.Create).Select(c => (-1.5).ToString(c))];
        Assert.Equal(["-1.5", "-1,5", "\u22121,5", "\u061c-1\u066b5"], texts);
    }

    private static void EachRound(string culture, int seed, Action<Everything> check) => Cultures.Run(culture, () =>
    {
        var values = new RandomValues(new Random(seed));
        for (var i = 0; i < s_rounds; i++)
            check(values.Fill(new Everything()));
    });

    private static IEnumerable<(string Key, string Text)> Texts(Everything config)
    {
        using var json = JsonDocument.Parse(config.ToJson());
        foreach (var property in RandomValues.Properties(typeof(Everything)))
        {
            var value = property.GetValue(config);
            var key = Shared.KeyName.ToSnakeCase(property.Name);
            yield return (key, value is IDictionary ? json.RootElement.GetProperty(key).GetRawText() : ValueTexts.Write(value));
        }
    }

    private static void AssertSame(Everything expected, Everything actual)
    {
        foreach (var property in RandomValues.Properties(typeof(Everything)))
        {
            var (before, after) = (ValueTexts.Bits(property.GetValue(expected)), ValueTexts.Bits(property.GetValue(actual)));
            Assert.True(before == after, $"{property.Name}: {before} was read back as {after}");
        }
    }

    // Not a constant: the analyzer would refuse it first.
    private static string Update(string key, string text) => $"{key}={text}";

    private static string Error(Action read) => Assert.Throws<ConfigException>(read).Message;
}

/// <summary>For messages with numbers that cultures write in different ways.</summary>
[Experiment("bounded")]
internal partial class Bounded
{
    [System.ComponentModel.DataAnnotations.Range(-10.5, 10.5)]
    public double I { get; init; }
}
