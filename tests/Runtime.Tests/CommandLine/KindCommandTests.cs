using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.CommandLine;

/// <summary>The command line of an experiment with blocks that are one of several kinds.</summary>
[Collection(nameof(ProcessWide))]
public class KindCommandTests
{
    [Fact]
    public async Task PrintConfig_ShowsTheChosenKindOnly()
    {
        using var folder = TempFolder.ForCaller();
        var text = (await Program.Run(Choices.RunAsync, folder, "print-config", "with", "optimizer=sgd", "optimizer.momentum=0.9")).Out;
        Assert.Equal(
            [
                "optimizer.kind = \"sgd\"               # command line, was \"adam\"; How weights change.",
                "optimizer.momentum = 0.9             # command line, was 0.0",
                "optimizer.rate = 0.1                 # The learning rate.",
                "optimizer.schedule.kind = \"none\"",
            ],
            Lines(text, "  optimizer."));
        Assert.DoesNotContain("null", string.Concat(Lines(text, "  optimizer.")));
    }

    [Fact]
    public async Task PrintConfig_ShowsWhatAChoiceDrops()
    {
        using var folder = TempFolder.ForCaller();
        folder.File("a.json", """{"optimizer": {"beta1": 0.6, "rate": 0.7}}""");
        var text = (await Program.Run(Choices.RunAsync, folder, "print-config", "with", "DIR/a.json", "optimizer=sgd")).Out;
        var lines = Lines(text, "  optimizer.");
        Assert.EndsWith($"was \"adam\"; drops optimizer.beta1 ({folder.In("a.json")}); How weights change.", lines[0]);
        Assert.StartsWith($"optimizer.rate = 0.7                 # {folder.In("a.json")}, was 0.1", lines[2]);
    }

    [Fact]
    public async Task Help_ShowsTheEntriesOfTheDefaultKind()
    {
        using var folder = TempFolder.ForCaller();
        var text = (await Program.Run(Choices.RunAsync, folder, "--help")).Out;
        Assert.Equal(
            [
                "optimizer (sgd|adam|plain_steps = adam)  How weights change.",
                "optimizer.beta1 (double = 0.8)",
                "optimizer.options ({key: double} = {})",
                "optimizer.rate (double = 0.3)            The learning rate.",
            ],
            Lines(text, "  optimizer"));
        Assert.Equal(["second (sgd|adam|plain_steps|lion|none = none)"], Lines(text, "  second"));
    }

    [Fact]
    public async Task HelpOfABlock_ShowsAllKinds()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal(
            """
            holder.inner
              holder.inner (sgd|adam|plain_steps = sgd)
              holder.inner.rate (double = 0.1)  The learning rate.

            holder.inner=sgd: Stochastic gradient descent.
              holder.inner.momentum (double = 0.5)
              holder.inner.schedule (step|cosine|none = none)

            holder.inner=adam: Adaptive moments.
              holder.inner.beta1 (double = 0.9)
              holder.inner.options ({key: double} = {})

            holder.inner=plain_steps

            """,
            (await Program.Run(Choices.RunAsync, folder, "--help", "holder.inner")).Out,
            ignoreLineEndingDifferences: true);
        var nested = (await Program.Run(Choices.RunAsync, folder, "help", "optimizer.schedule")).Out;
        Assert.Contains("\noptimizer.schedule=cosine\n  optimizer.schedule.gamma (double = 0.5)", nested);
        var unknown = await Program.Run(Choices.RunAsync, folder, "--help", "optimiser");
        Assert.Equal((2, "error: There is no help for 'optimiser'. Did you mean 'optimizer'?\n"), (unknown.ExitCode, unknown.Error));
    }

    [Fact]
    public async Task SaveConfig_IsReadBack()
    {
        using var folder = TempFolder.ForCaller();
        string[] updates = ["second=lion", "optimizer=sgd", "optimizer.schedule=step", "optimizer.schedule.size=3"];
        Assert.Equal(0, (await Program.Run(Choices.RunAsync, folder, ["save-config", "DIR/saved.json", "with", .. updates])).ExitCode);
        Assert.Equal(
            """{"optimizer":{"kind":"sgd","schedule":{"kind":"step","size":3}},"second":{"kind":"lion"}}""",
            File.ReadAllText(folder.In("saved.json")).Replace(" ", "").Replace("\n", ""));
        Assert.Equal(Choices.Parse(updates).ToJson(), Choices.Parse(folder.In("saved.json")).ToJson());
    }

    [Fact]
    public async Task Run_RecordsTheKindAndItsEntries()
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(Choices.RunAsync, folder, "with", "second=lion", "seed=1");
        Assert.Equal((0, ""), (result.ExitCode, result.Error.Replace(result.Error, "")));
        var recorded = File.ReadAllText(folder.In("runs/1/config.json"));
        Assert.Contains("\"second\":{\"kind\":\"lion\",\"beta2\":0.99,\"rate\":0.1}", recorded.Replace(" ", "").Replace("\n", ""));
        Assert.DoesNotContain("null", recorded);
    }

    private static string[] Lines(string text, string start) =>
        [.. text.Split('\n').Where(l => l.StartsWith(start, StringComparison.Ordinal)).Select(l => l.Trim())];
}
