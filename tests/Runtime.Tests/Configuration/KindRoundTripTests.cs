using System.Text.Json;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>Random trees of blocks are read back from every source: 2,000 with <c>GEN_FULL_TESTS=1</c>, else 200.</summary>
[Collection(nameof(ProcessWide))]
public class KindRoundTripTests
{
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 2_000 : 200;

    [Fact]
    public void Json_OfRandomBlocks_IsReadBack() => EachRound(1, config => Choices.FromJson(config.ToJson()));

    [Fact]
    public void CommandLine_OfRandomBlocks_InAnyOrder_IsReadBack() => EachRound(2, (config, random) =>
    {
        var updates = Texts(config).Select(t => $"{t.Key}={t.Text}").ToArray();
        random.Shuffle(updates);
        return Choices.Parse(updates);
    });

    [Fact]
    public void Environment_OfRandomBlocks_IsReadBack() => EachRound(3, config =>
    {
        using var environment = new Environ([.. Texts(config).Select(t => ("GEN__" + t.Key.Replace(".", "__"), t.Text))]);
        return Choices.Parse();
    });

    [Fact]
    public void File_OverAnotherConfig_IsReadBack() => EachRound(4, (config, random) =>
    {
        // Whatever an earlier source chose is replaced.
        using var folder = TempFolder.ForCaller();
        var earlier = Config(random);
        return Choices.Parse(folder.File("a.json", earlier.ToJson()), folder.File("b.json", config.ToJson()));
    });

    [Fact]
    public async Task RunRecord_OfRandomBlocks_IsRestored()
    {
        using var folder = TempFolder.ForCaller();
        var random = new Random(5);
        for (var i = 0; i < 5; i++)
        {
            var config = Config(random);
            var options = new RunOptions { RunsDirectory = folder.In("runs"), Capture = CaptureMode.No };
            var run = await Choices.RunAsync(config with { Seed = i }, options);
            var restored = Choices.Restore(run.Directory!);
            Assert.Equal((config with { Seed = i }).ToJson(), restored.Experiment.ToJson());
        }
    }

    private static void EachRound(int seed, Func<Choices, Choices> readBack) => EachRound(seed, (config, _) => readBack(config));

    private static void EachRound(int seed, Func<Choices, Random, Choices> readBack)
    {
        var random = new Random(seed);
        for (var i = 0; i < s_rounds; i++)
        {
            var config = Config(random);
            Assert.Equal(config.ToJson(), readBack(config, random).ToJson());
        }
    }

    private static Choices Config(Random random) => new()
    {
        Optimizer = Block(random)!,
        Second = Block(random, random.Next(3) == 0),
        Holder = new Holder { Inner = Block(random)!, Size = random.Next() },
        Epochs = random.Next(),
    };

    private static Optim? Block(Random random, bool isSecond = false) => random.Next(isSecond ? 5 : 3) switch
    {
        0 => new Optim.Sgd { Rate = random.NextDouble(), Momentum = random.NextDouble(), Schedule = Schedule(random) },
        1 => new Optim.Adam { Beta1 = random.NextDouble(), Options = Options(random) },
        2 => new Optim.PlainSteps { Rate = random.NextDouble() },
        3 => new Lion { Beta2 = random.NextDouble() },
        _ => null,
    };

    private static Sched? Schedule(Random random) => random.Next(3) switch
    {
        0 => new Sched.Step { Size = random.Next() },
        1 => new Sched.Cosine { Gamma = random.NextDouble() },
        _ => null,
    };

    private static Dictionary<string, double> Options(Random random) =>
        Enumerable.Range(0, random.Next(3)).ToDictionary(i => "option" + i, _ => random.NextDouble());

    /// <summary>The values of a config as texts, those of derived entries left out.</summary>
    private static IEnumerable<(string Key, string Text)> Texts(Choices config)
    {
        using var json = JsonDocument.Parse(config.ToJson());
        return [.. Texts(json.RootElement, "").Where(t => !t.Key.EndsWith(".half", StringComparison.Ordinal))];
    }

    private static IEnumerable<(string Key, string Text)> Texts(JsonElement json, string prefix) =>
        json.EnumerateObject().SelectMany(p =>
            p.Value.ValueKind == JsonValueKind.Object && p.Name != "options"
                ? Texts(p.Value, prefix + p.Name + ".")
                : [(prefix + p.Name, p.Value.GetRawText())]);
}
