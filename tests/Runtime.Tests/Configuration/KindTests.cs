using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>Blocks that are one of several kinds, chosen by name.</summary>
[Collection(nameof(ProcessWide))]
public class KindTests
{
    [Fact]
    public void Default_HasTheKindAndValuesOfTheCode() =>
        Assert.Equal(new Optim.Adam { Rate = 0.3, Beta1 = 0.8 }, Choices.Parse().Optimizer with { } is Optim.Adam a
            ? a with { Options = new Optim.Adam().Options } : null, Comparer);

    [Theory]
    [InlineData("optimizer=sgd")]
    [InlineData("optimizer.kind=SGD")]
    [InlineData("Optimizer=\"sgd\"")]
    public void Choice_OfAnotherKind_MakesItAnew(string update) =>
        Assert.Equal(new Optim.Sgd(), Choices.Parse(update).Optimizer);

    [Fact]
    public void Choice_ComesBeforeEntries_WhateverTheOrder()
    {
        string[] updates = ["optimizer.schedule.gamma=0.7", "optimizer.momentum=0.5", "optimizer.schedule=cosine", "optimizer=sgd"];
        var expected = new Optim.Sgd { Momentum = 0.5, Schedule = new Sched.Cosine { Gamma = 0.7 } };
        foreach (var order in Orders(updates))
            Assert.Equal(expected, Choices.Parse(order).Optimizer);
    }

    [Fact]
    public void Choice_OfTheKindThatIsThere_ChangesNothing()
    {
        var config = (Optim.Adam)Choices.Parse("optimizer=adam", "optimizer.options.x=2").Optimizer;
        Assert.Equal((0.3, 0.8, 2.0), (config.Rate, config.Beta1, config.Options["x"]));
    }

    [Fact]
    public void Choice_KeepsBaseEntriesThatASourceSet_AndDropsTheRest()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("a.json", """{"optimizer": {"rate": 0.7, "beta1": 0.6}}""");
        Assert.Equal(new Optim.Sgd { Rate = 0.7 }, Choices.Parse(file, "optimizer=sgd").Optimizer);
        var back = folder.File("b.json", """{"optimizer": {"kind": "adam"}}""");
        var other = folder.File("c.json", """{"optimizer": "plain-steps"}""");
        var adam = (Optim.Adam)Choices.Parse(file, other, back).Optimizer;
        Assert.Equal((0.7, 0.8), (adam.Rate, adam.Beta1));
    }

    [Fact]
    public void NullableBlock_TakesNone()
    {
        Assert.Null(Choices.Parse().Second);
        Assert.Equal(new Lion { Beta2 = 0.5 }, Choices.Parse("second=lion", "second.beta2=0.5").Second);
        using var folder = TempFolder.ForCaller();
        var file = folder.File("a.json", """{"second": "lion"}""");
        Assert.Null(Choices.Parse(file, "second=none").Second);
        Assert.Null(Choices.Parse(file, folder.File("b.json", """{"second": null}""")).Second);
        Assert.Equal(new Lion(), Choices.Parse(file).Second);
    }

    [Fact]
    public void NamedConfig_GivesTheWholeBlock() =>
        Assert.Equal(
            new Optim.Sgd { Momentum = 0.8, Rate = 0.05 },
            Choices.Parse("momentum", "optimizer.momentum=0.8").Optimizer
        );

    [Fact]
    public void Environment_ChoiceComesBeforeEntries()
    {
        using var environment = new Environ(("GEN__HOLDER__INNER__BETA1", "0.4"), ("GEN__HOLDER__INNER", "adam"));
        Assert.Equal(0.4, ((Optim.Adam)Choices.Parse().Holder.Inner).Beta1);
    }

    [Fact]
    public void Clone_HasBlocksOfItsOwn()
    {
        var config = new Choices { Second = new Lion { Beta2 = 0.5 } };
        var copy = config.With(new Choices.Momentum());
        Assert.IsType<Optim.Adam>(config.Optimizer);
        Assert.IsType<Optim.Sgd>(copy.Optimizer);
        Assert.Equal(config.Second, copy.Second);
        Assert.NotSame(config.Second, copy.Second);
    }

    [Fact]
    public void Json_OfAllKinds_IsReadBack()
    {
        foreach (var optimizer in new Optim?[]
            {
                new Optim.Sgd { Momentum = 0.2 },
                new Optim.Sgd { Schedule = new Sched.Step { Size = 3 } },
                new Optim.PlainSteps { Rate = 2 },
                new Lion(),
                null,
            })
        {
            var config = new Choices { Second = optimizer, Holder = new Holder { Inner = new Optim.PlainSteps { Rate = 3 } } };
            var back = Choices.FromJson(config.ToJson());
            Assert.Equal(optimizer, back.Second);
            Assert.Equal(config.Holder, back.Holder);
            Assert.Equal(config.ToJson(), back.ToJson());
        }
    }

    [Fact]
    public void Json_HasTheKindFirst() => Assert.Contains(
        "\"inner\":{\"kind\":\"sgd\",\"momentum\":0.5,\"rate\":0.1,\"schedule\":{\"kind\":\"none\"}}",
        Choices.Parse().ToJson().Replace(" ", "").Replace("\n", ""));

    [Theory]
    [InlineData("optimizer.momentum=0.9",
        "Entry 'optimizer.momentum' does not exist because 'optimizer' is adam (by default). sgd has it: write optimizer=sgd.")]
    [InlineData("optimizer=sdg", "Entry 'optimizer.kind' must be one of sgd, adam, plain_steps, but was 'sdg'. Did you mean 'sgd'?")]
    [InlineData("optimizer=none", "Entry 'optimizer.kind' must be one of sgd, adam, plain_steps, but was 'none'.")]
    [InlineData("second.beta2=1",
        "Entry 'second.beta2' does not exist because 'second' is none (by default). lion has it: write second=lion.")]
    [InlineData("optimizer=lion", "Entry 'optimizer.kind' must be one of sgd, adam, plain_steps, but was 'lion'.")]
    [InlineData("holder.inner.beta1=1",
        "Entry 'holder.inner.beta1' does not exist because 'holder.inner' is sgd (by default). adam has it: write holder.inner=adam.")]
    [InlineData("optimizer.rate=20", "Entry 'optimizer.rate' must be from 0 to 10, but was 20.")]
    [InlineData("holder.inner.momentum=2", "Entry 'holder.inner.momentum' must be from 0 to 1, but was 2.")]
    [InlineData("slow_second", "Named config 'slow_second': Entry 'second.rate' does not exist because 'second' is none (by default).")]
    public void InvalidUpdate_Throws(string update, string message) =>
        Assert.StartsWith(message, Assert.Throws<ConfigException>(() => Choices.Parse(update)).Message);

    [Fact]
    public void EntryOfAnotherKind_NamesTheSourceOfTheChoice()
    {
        using var environment = new Environ(("GEN__OPTIMIZER", "sgd"));
        using var folder = TempFolder.ForCaller();
        var file = folder.File("a.json", """{"optimizer": {"beta1": 0.6}}""");
        Assert.Equal(
            $"{file}: Entry 'optimizer.beta1' does not exist because 'optimizer' is sgd (by GEN__OPTIMIZER). adam has it: write "
            + "optimizer=adam.",
            Assert.Throws<ConfigException>(() => Choices.Parse(file)).Message);
    }

    [Fact]
    public void Violation_FoundByTheBase_IsReportedOnce()
    {
        Assert.Equal("rule.least: least must be at most 9", Invalid("rule.least=10"));
        Assert.Equal("rule.most: most must be at least least", Invalid("rule=bounds", "rule.least=5"));

        static string Invalid(params string[] updates) => Assert.Throws<ConfigException>(() => Ruled.Parse(updates)).Message;
    }

    [Fact]
    public async Task RecordOfABlockWithTheEntriesOfAllKinds_IsRestored()
    {
        using var folder = TempFolder.ForCaller();
        var options = new RunOptions { RunsDirectory = folder.In("runs"), Capture = CaptureMode.No };
        var run = await Ruled.RunAsync(new Ruled { Seed = 1 }, options);
        Assert.Equal(
            new Rule.Bounds { Least = 2 },
            Restored("""{"kind": "Bounds", "least": 2, "most": null, "flag": false, "gone": null}""")!);
        Assert.Throws<ConfigException>(() => Restored("""{"kind": "Bounds", "gone": 3}"""));
        Assert.Throws<ConfigException>(() => Restored("""{"kind": "Alone", "most": 3}"""));

        Rule? Restored(string rule)
        {
            File.WriteAllText(Path.Combine(run.Directory!, "config.json"), $$"""{"rule": {{rule}}, "seed": 1}""");
            return Ruled.Restore(run.Directory!).Experiment.Rule;
        }
    }

    private static IEqualityComparer<Optim?> Comparer => EqualityComparer<Optim?>.Create((a, b) =>
        a is Optim.Adam x && b is Optim.Adam y && (x.Rate, x.Beta1) == (y.Rate, y.Beta1));

    private static IEnumerable<string[]> Orders(string[] items) =>
        items.Length == 1
            ? [items]
            : items.SelectMany((item, i) => Orders([.. items[..i], .. items[(i + 1)..]]).Select(rest => (string[])[item, .. rest]));
}
