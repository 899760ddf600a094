using System.Globalization;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>
/// All orders of three updates from the environment, a file and the command line give what the documentation says: a model of its rules in a
/// few lines is the reference.
/// </summary>
[Collection(nameof(ProcessWide))]
public class KindOrderTests
{
    private static readonly (string Key, string Value)[] s_updates =
    [
        ("optimizer", "sgd"),
        ("optimizer", "adam"),
        ("optimizer.kind", "plain_steps"),
        ("optimizer.rate", "0.5"),
        ("optimizer.momentum", "0.4"),
        ("optimizer.beta1", "0.6"),
    ];

    [Fact]
    public void ThreeUpdates_InAllOrdersAndSources_GiveTheDocumentedResult()
    {
        using var folder = TempFolder.ForCaller();
        var places = (from source in Enum.GetValues<Source>() from update in s_updates select (source, update)).ToArray();
        var (built, refused) = (0, 0);
        foreach (var a in places)
        {
            foreach (var b in places)
            {
                foreach (var c in places)
                {
                    (Source Source, (string Key, string Value) Update)[] given = [a, b, c];
                    // An environment has no two variables of one name.
                    if (given.Where(g => g.Source == Source.Environment).GroupBy(g => g.Update.Key).Any(g => g.Count() > 1))
                        continue;
                    var expected = Expected(given);
                    Assert.Equal((string.Join(' ', given), expected), (string.Join(' ', given), Actual(given, folder)));
                    _ = expected is null ? refused++ : built++;
                }
            }
        }

        Assert.InRange(built, 1_000, 10_000);
        Assert.InRange(refused, 1_000, 10_000);
    }

    private static string? Actual((Source Source, (string Key, string Value) Update)[] given, TempFolder folder)
    {
        var environment = given.Where(g => g.Source == Source.Environment);
        var file = string.Join(", ", Of(given, Source.File).Select(u => $"\"{u.Key}\": \"{u.Value}\""));
        var line = Of(given, Source.Line).Select(u => $"{u.Key}={u.Value}");
        var path = folder.In($"{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(file.Replace("optimizer", "")))}.json");
        if (!File.Exists(path))
            File.WriteAllText(path, $"{{{file}}}");
        using var variables = new Environ([
            .. environment.Select(g => ("GEN__" + g.Update.Key.Replace(".", "__"), g.Update.Value)),
        ]);
        try
        {
            return Choices.Parse([path, .. line]).Optimizer switch
            {
                Optim.Sgd sgd => Text("sgd", sgd.Rate, sgd.Momentum),
                Optim.Adam adam => Text("adam", adam.Rate, adam.Beta1),
                { } plain => Text("plain_steps", plain.Rate, 0),
            };
        }
        catch (ConfigException)
        {
            return null;
        }
    }

    private static string? Expected((Source Source, (string Key, string Value) Update)[] given)
    {
        // The code's own kind and values.
        var (kind, rate, own, isRateSet) = ("adam", 0.3, 0.8, false);
        foreach (var source in Enum.GetValues<Source>())
        {
            var updates = Of(given, source).Select(u => (Key: u.Key == "optimizer" ? "optimizer.kind" : u.Key, u.Value)).ToArray();
            if (source != Source.Line && updates.DistinctBy(u => u.Key).Count() < updates.Length)
                return null;
            foreach (var (key, value) in updates.OrderBy(u => u.Key != "optimizer.kind"))
            {
                var number = key == "optimizer.kind" ? 0 : double.Parse(value, CultureInfo.InvariantCulture);
                if (key == "optimizer.rate")
                    (rate, isRateSet) = (number, true);
                else if ((key, kind) is ("optimizer.momentum", "sgd") or ("optimizer.beta1", "adam"))
                    own = number;
                else if (key != "optimizer.kind")
                    return null;
                else if (value != kind)
                    (kind, rate, own) = (value, isRateSet ? rate : value == "adam" ? 0.3 : 0.1, value == "adam" ? 0.8 : 0);
            }
        }

        return Text(kind, rate, own);
    }

    private static IEnumerable<(string Key, string Value)> Of((Source Source, (string Key, string Value) Update)[] given, Source source) =>
        given.Where(g => g.Source == source).Select(g => g.Update);

    private static string Text(string kind, double rate, double own) => FormattableString.Invariant($"{kind} {rate} {own}");

    private enum Source
    {
        Environment,
        File,
        Line,
    }
}
