using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>Config files in YAML: values as in JSON, and messages with line and column.</summary>
public class YamlFileTests
{
    [Fact]
    public void Values_AreReadAsInJson()
    {
        using var folder = TempFolder.ForCaller();
        var yaml = folder.File("my.yaml", """
            # Sacred's and Hydra's users have them so.
            float64: 1e-3
            text: no
            flag: no
            no_int: 5_000
            color: red
            how_long: 01:30:00
            no_time: ~
            ints: [1, 2, 3]
            maybe_doubles:
              - 1.5
              - null
              - .inf
            maybe_texts:
              - 'null'
              - "a # b"
              - yes
            weights: {a: 1, b: 2.5}
            no_text: |
              two
              lines
            """);
        var json = folder.File("my.json", """
            {
              "float64": 1e-3, "text": "no", "flag": "no", "no_int": "5_000", "color": "red", "how_long": "01:30:00", "no_time": null,
              "ints": [1, 2, 3], "maybe_doubles": [1.5, null, "inf"], "maybe_texts": ["null", "a # b", "yes"],
              "weights": {"a": 1, "b": 2.5}, "no_text": "two\nlines"
            }
            """);
        Assert.Equal(Everything.Parse(json).ToJson(), Everything.Parse(yaml).ToJson());
        var config = Everything.Parse(yaml);
        Assert.Equal((1e-3, "no", false), (config.Float64, config.Text, config.Flag));
    }

    [Theory]
    [InlineData("no", "no")]
    [InlineData("True", "True")]
    [InlineData("1.10", "1.10")]
    [InlineData("0x1F", "0x1F")]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData("a: b", null)]
    [InlineData("'a: b'", "a: b")]
    [InlineData("it's", "it's")]
    public void Text_IsAsWritten(string value, string? expected)
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("my.yaml", $"text: {value}");
        if (expected is null)
            Assert.Throws<ConfigException>(() => Everything.Parse(file));
        else
            Assert.Equal(expected, Everything.Parse(file).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("{}")]
    public void EmptyFile_SetsNothing(string text)
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal(Everything.Parse("seed=1").ToJson(), Everything.Parse(folder.File("my.yml", text), "seed=1").ToJson());
    }

    [Theory]
    [InlineData("no_int: 1\nints:\n  - 1\n  - x", ", line 3, column 3: Entry 'ints' must be a list")]
    [InlineData("no_int: 1\nfloat64: x", ", line 2, column 10: Entry 'float64' must be")]
    [InlineData("no_int: 1\nno_itn: 2", ", line 2, column 9: Entry 'no_itn' does not exist. Did you mean 'no_int'?")]
    [InlineData("no_int: 1\nnoint: 2", ", line 2, column 8: Properties 'no_int' and 'noint' both set entry 'no_int'.")]
    [InlineData("no_int: [1", " is not valid YAML at line 2, column 1: ")]
    [InlineData("no_int: 1\n\tfloat64: 2", " is not valid YAML at line 1, column 9: ")]
    [InlineData("- 1", " must contain keys and values, but contains an array.")]
    [InlineData("3", " must contain keys and values, but contains a number.")]
    [InlineData("ints: &a [1]\nmaybe_doubles: *a", ", line 1, column 7: the anchor &a is not supported: write the value at each place.")]
    [InlineData("weights:\n  <<: {a: 1}", ", line 2, column 3: merging by << is not supported: write the values at each place.")]
    [InlineData("weights: !include other.yaml", ", line 1, column 10: the tag !include is not supported: a file to include is named")]
    [InlineData("text: ${oc.env:HOME}", ", line 1, column 7: the interpolation ${oc.env:HOME} is not supported: write the value")]
    [InlineData("defaults:\n  - base", ", line 2, column 3: a list of defaults, as in Hydra, is not supported: name the files")]
    [InlineData("no_int: 1\n---\nno_int: 2", ", line 2, column 1: a file has one document.")]
    [InlineData("? [a, b]\n: 1", ", line 1, column 3: a key is a text.")]
    public void InvalidFile_IsRefusedAtItsPlace(string text, string message)
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("my.yaml", text);
        var error = Assert.Throws<ConfigException>(() => Everything.Parse(file)).Message;
        Assert.StartsWith(message, error[file.Length..]);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void MissingFile_NamesTheNearest()
    {
        using var folder = TempFolder.ForCaller();
        folder.File("trial.yaml", "");
        var error = Assert.Throws<ConfigException>(() => Everything.Parse(folder.In("trail.yaml"))).Message;
        Assert.EndsWith("does not exist. Did you mean 'trial.yaml'?", error);
    }
}
