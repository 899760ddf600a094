using System.Reflection;
using System.Text;
using System.Text.Json;
using Gen.Configuration;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Shared;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>Names and numbers of a JSON file are read as bytes, and mean what the same text means on a command line.</summary>
public class JsonSpellingTests
{
    private static readonly string[] s_numbers =
    [
        "signed8",
        "unsigned8",
        "signed16",
        "signed32",
        "signed64",
        "unsigned64",
        "float16",
        "float32",
        "float64",
        "money",
        "no_int",
    ];

    [Fact]
    public void APropertyIsForTheEntryOfItsNameHoweverThatIsSpelt()
    {
        var schema =
            (ExperimentSchema<Everything>)
                typeof(Everything).GetNestedType("GeneratedSchema", BindingFlags.NonPublic)!.GetField("Instance")!.GetValue(null)!;
        var (random, found) = (new Random(1), 0);
        for (var i = 0; i < 20_000; i++)
        {
            var name = Respelt(random, schema.Layout.Entries[random.Next(schema.Layout.Entries.Length)].Key);
            var entry = schema.Layout.FindAny(name);
            var read = Value(() => Everything.FromJson($"{{\"{Escaped(random, name)}\": 1}}"));
            Assert.Equal(entry < 0 ? null : Value(() => Everything.FromJson($"{{\"{schema.Layout.Entries[entry].Key}\": 1}}")), read);
            found += entry >= 0 ? 1 : 0;
        }

        Assert.InRange(found, 5_000, 19_000);
    }

    [Fact]
    public void ANumberIsWhatItsTextIs()
    {
        var random = new Random(1);
        var taken = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var (key, number) = (s_numbers[random.Next(s_numbers.Length)], Number(random));
            var (json, text) = (
                Value(() => Everything.FromJson($"{{\"{key}\": {number}}}")),
                Value(() => Everything.Parse($"{key}={number}"))
            );
            Assert.Equal(text, json);
            taken += json is null ? 0 : 1;
        }

        Assert.InRange(taken, 5_000, 19_000);
    }

    private static string? Value(Func<Everything> make)
    {
        try
        {
            return make().ToJson();
        }
        catch (ConfigException)
        {
            return null;
        }
    }

    private static string Number(Random random)
    {
        var digits = random.NextInt64(random.GetItems([10L, 300, 70_000, 5_000_000_000, long.MaxValue], 1)[0]);
        return (random.Next(3) == 0 ? "-" : "") + digits + random.GetItems(["", "", "", ".0", ".25", "e2", "E-3", "e0", "e400"], 1)[0];
    }

    private static string Respelt(Random random, string key)
    {
        var text = new StringBuilder();
        foreach (var c in key)
            text.Append(random.Next(12) switch { 0 => "_", 1 => "-", _ => "" }).Append(random.Next(4) == 0 ? char.ToUpperInvariant(c) : c);
        // And some that are no key: another letter, one that only looks alike, a long one.
        return random.Next(8) switch
        {
            0 => text + "x",
            1 => text.Replace('i', 'ı').Replace('k', '\u212a').ToString(),
            2 => text.Append('-', 300).ToString(),
            _ => text.ToString(),
        };
    }

    private static string Escaped(Random random, string name) =>
        string.Concat(name.Select(c => random.Next(30) == 0 ? $"\\u{(int)c:x4}" : c.ToString()));
}
