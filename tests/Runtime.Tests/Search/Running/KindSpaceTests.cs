using System.ComponentModel.DataAnnotations;
using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>Search spaces with the choice of a block's kind, and entries that only some kinds have.</summary>
[Collection(nameof(ProcessWide))]
public class KindSpaceTests
{
    [Theory]
    [InlineData("step=sgd,adam", "step=sgd|step=adam")]
    [InlineData("step.kind=Adam,none", "step=adam|step=none")]
    [InlineData("step=sgd,adam step.momentum=0,0.5", "step=sgd step.momentum=0|step=sgd step.momentum=0.5|step=adam")]
    [InlineData(
        "step.momentum=0,0.5 step=sgd,adam step.rate=1,2",
        "step.momentum=0 step=sgd step.rate=1|step.momentum=0 step=sgd step.rate=2|step=adam step.rate=1|step=adam step.rate=2|"
            + "step.momentum=0.5 step=sgd step.rate=1|step.momentum=0.5 step=sgd step.rate=2")]
    [InlineData("step=sgd,none step.rate=1,2", "step=sgd step.rate=1|step=sgd step.rate=2|step=none")]
    [InlineData("step=sgd{momentum=0.3},sgd,adam{sizes=[1,2]}", "step=sgd step.momentum=0.3|step=sgd|step=adam step.sizes=[1,2]")]
    [InlineData("step=sgd{momentum=0.3},adam step.momentum=0.7,0.8", "step=sgd step.momentum=0.7|step=sgd step.momentum=0.8|step=adam")]
    [InlineData(
        "step=adam,noisy step.noise=flat,bell step.noise.width=1,2",
        "step=adam|step=noisy step.noise=flat step.noise.width=1|step=noisy step.noise=flat step.noise.width=2|step=noisy step.noise=bell")]
    [InlineData(
        "step=adam,noisy step.size=3,4",
        "step=adam step.size=3|step=adam step.size=4|step=noisy step.size=3|step=noisy step.size=4")]
    public async Task Grid_OfKinds_HasEachConfigOnce(string words, string expected)
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(Kinded.RunAsync, folder, ["sweep", .. words.Split(' '), "--seed", "1"]);
        Assert.True(result.ExitCode == 0, result.Error + result.Out);
        var trials = Directory.GetFiles(folder.In("runs", "sweeps", "1", "trials"), "????.json").Order().Select(RunFiles.Json);
        var updates = trials.Select(t => string.Join(' ', t.GetProperty("updates").EnumerateArray().Select(u => u.GetString())));
        Assert.Equal(expected, string.Join('|', updates));
    }

    [Theory]
    [InlineData(
        "sweep step=sgd,admA",
        "Search space: Entry 'step.kind' must be one of sgd, adam, noisy, none, but was 'admA'. Did you mean 'adam'?")]
    [InlineData("sweep step=adam,none step.momentum=0,1", "Search space: Entry 'step.momentum' does not exist because 'step' is adam")]
    [InlineData("sweep step=sgd,adam step.momentum=0,2", "Search space: Entry 'step.momentum' must be from 0 to 1, but was 2.")]
    [InlineData("sweep step.beta=0,1", "Search space: Entry 'step.beta' does not exist because 'step' is sgd (by default). adam has it")]
    [InlineData(
        "sweep step=sgd,adam step.momentom=0,1",
        "Search space: Entry 'step.momentom' does not exist. Did you mean 'step.momentum'?")]
    [InlineData("sweep step=sgd{beta=1},adam", "Search space: Entry 'step.beta' does not exist because 'step' is sgd")]
    [InlineData("sweep step=sgd,sgd", "Search space: 'sgd' is twice among the values of 'step'.")]
    [InlineData("sweep step=uniform(0,1)", "Search space: 'step' is no number")]
    public async Task AMistakeStopsBeforeAnythingRuns(string line, string message)
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(Kinded.RunAsync, folder, line.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public async Task SweepAsync_Blocks_HaveTheirValues()
    {
        using var folder = TempFolder.ForCaller();
        var sweep = await Kinded.SweepAsync(new Kinded.Steps(), Options(folder));
        Assert.All(sweep.Trials, t => Assert.Equal((TrialState.Completed, null), (t.State, t.Reason)));
        var steps = sweep.Trials.OrderBy(t => t.Number).Select(t =>
            string.Concat(RunFiles.Json(folder.In("runs", t.Run!, "config.json")).GetProperty("step").GetRawText().Split()));
        Assert.Equal(
            [
                """{"kind":"sgd","momentum":0.9,"note":"a,}\"b","rate":0.1,"size":1}""",
                """{"kind":"sgd","momentum":0.0,"note":"","rate":0.1,"size":1}""",
                """{"kind":"adam","beta":0.5,"rate":2.0,"size":1,"sizes":[3,4]}""",
                """{"kind":"none"}""",
            ],
            steps);
    }

    [Fact]
    public async Task SweepAsync_NamesOfKinds_VaryTheirEntriesToo()
    {
        using var folder = TempFolder.ForCaller();
        var options = Options(folder);
        (options.Trials, options.Sampler) = (25, SweepSampler.Tpe);
        var sweep = await Kinded.SweepAsync(new Kinded.Names(), options);
        Assert.Equal(25, sweep.Trials.Count);
        Assert.All(sweep.Trials, t =>
        {
            Assert.Equal((TrialState.Completed, null), (t.State, t.Reason));
            Assert.Equal(t.Updates.Contains("step=sgd"), t.Updates.Any(u => u.StartsWith("step.momentum=", StringComparison.Ordinal)));
        });
        Assert.Equal(2, sweep.Trials.Select(t => t.Updates[0]).Distinct().Count());
    }

    private static SweepOptions Options(TempFolder folder) => new()
    {
        Seed = 1,
        Runs = new() { RunsDirectory = folder.In("runs"), Progress = false, LogLevel = Microsoft.Extensions.Logging.LogLevel.Error },
    };
}

/// <summary>Has a block of several kinds.</summary>
[Experiment("kinded")]
public sealed partial record Kinded
{
    public Step? Step { get; init; } = new Step.Sgd { Momentum = 0.25, Rate = 0.5 };

    [SearchSpace]
    public sealed class Steps
    {
        public Choice<Step?> Step => new(
            new Step.Sgd { Momentum = 0.9, Note = "a, }\"b" }, new Step.Sgd(), new Step.Adam { Rate = 2, Sizes = [3, 4] }, null);
    }

    [SearchSpace]
    public sealed class Names
    {
        public Choice<string> Step => new("sgd", "adam");

        [FromConfig("step.momentum")]
        public Interval<double> Momentum => new(0, 1);
    }

    [Main]
    private double Train() => Step is Step.Sgd sgd ? sgd.Momentum : 0.5;
}

[Config]
public abstract record Step
{
    public double Rate { get; init; } = 0.1;

    public int Size { get; init; } = 1;

    public sealed record Sgd : Step
    {
        [Range(0.0, 1.0)]
        public double Momentum { get; init; }

        public string Note { get; init; } = "";
    }

    public sealed record Adam : Step
    {
        public double Beta { get; init; } = 0.5;

        public IReadOnlyList<int> Sizes { get; init; } = [1];
    }

    public sealed record Noisy : Step
    {
        public Noise Noise { get; init; } = new Noise.Flat();
    }
}

[Config]
public abstract record Noise
{
    public sealed record Flat : Noise
    {
        public int Width { get; init; } = 1;
    }

    public sealed record Bell : Noise;
}
