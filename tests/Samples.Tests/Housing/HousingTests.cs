using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.Housing;

/// <summary>The regression sample as a whole program.</summary>
public sealed class HousingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Train_EarlyStopping_RestoresBestEpoch()
    {
        var ended = SampleProgram.Run(
            "Housing", _folder.Path, "with", "houses=600", "epochs=200", "patience=3", "learning_rate=0.02", "seed=1", "--no-progress");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("val_loss did not improve for 3 epochs", ended.Error);
        var losses = Values(1, "val_loss");
        Assert.True(losses.Length < 200, ended.Error);
        Assert.Equal(losses.Min(), Result(1), 6);
        Assert.Equal(losses.Length - 4, Array.IndexOf(losses, losses.Min()));
    }

    [Fact]
    public void Train_Hook_RecordsRatioOfLosses()
    {
        SampleProgram.Run("Housing", _folder.Path, "with", "quick", "seed=1", "--no-progress");

        var ratios = Values(1, "loss").Zip(Values(1, "val_loss"), (train, validation) => validation / train);
        Assert.Equal(ratios, Values(1, "val_over_train"), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Resume_MoreEpochs_ContinuesWhereTheRunEnded()
    {
        string[] config = ["houses=300", "patience=100", "seed=5", "--no-progress"];
        SampleProgram.Run("Housing", _folder.Path, ["with", "epochs=6", .. config]);
        SampleProgram.Run("Housing", _folder.Path, ["with", "epochs=3", .. config]);
        var resumed = SampleProgram.Run("Housing", _folder.Path, "resume", "2", "with", "epochs=6", "--no-progress");

        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Equal(Values(1, "val_loss"), Values(2, "val_loss"));
        Assert.Equal(Result(1), Result(2));
    }

    [Fact]
    public void Sweep_EachTrial_IsARunAndTheBestIsFirst()
    {
        var ended = SampleProgram.Run(
            "Housing", _folder.Path, "sweep", "tuning", "--trials", "3", "--seed", "2", "with", "quick", "batch_size=50", "device=cpu");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var best = Enumerable.Range(1, 3).MinBy(Result);
        var rows = ended.Output.Split('\n').Where(l => l.Contains("COMPLETED", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, rows.Length);
        Assert.EndsWith($"  {best}", rows[0].TrimEnd());
        Assert.Equal(3, Enumerable.Range(1, 3).Select(r => Config(r)["learning_rate"].GetDouble()).Distinct().Count());
        Assert.All(Enumerable.Range(1, 3), r => Assert.Equal(50, Config(r)["batch_size"].GetInt32()));

        // The best config gives the best result again.
        var again = SampleProgram.Run("Housing", _folder.Path, "with", "runs/sweeps/1/best.json", $"seed={Config(best)["seed"]}");
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(Result(best), Result(4));
    }

    [Fact]
    public void Sweep_Folds_TrainOnOtherHousesEach()
    {
        var ended = SampleProgram.Run(
            "Housing", _folder.Path, "sweep", "tuning", "--trials", "2", "--seed", "2", "--folds", "3", "with", "quick", "houses=300");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(2, ended.Output.Split('\n').Count(l => l.Contains("COMPLETED", StringComparison.Ordinal)));
        Assert.Equal(3, Enumerable.Range(1, 3).Select(Result).Distinct().Count());
        var log = File.ReadAllText(Path.Combine(_folder.Path, "runs", "1", "cout.txt"));
        Assert.Contains("hidden layers of", log);
    }

    // The search of the article that the sample follows: a grid and random configs, each on three folds.
    [Fact]
    public void Search_GridAndRandomOnThreeFolds_HasTwelveLines()
    {
        string[] commands =
        [
            "sweep n_hidden=0,1 n_neurons=10,30 --folds 3 --seed 7",
            "sweep tuning --sampler random --trials 3 --folds 3 --seed 7",
        ];
        var space = File.ReadLines(ProgramFile()).Select(l => l.Trim()).SkipWhile(l => l != "[SearchSpace]").TakeWhile(l => l != "}")
            .Where(l => l.Length > 0).Append("}").ToArray();
        Assert.Equal("public sealed class Tuning", space[1]);
        Assert.InRange(space.Length + commands.Length, 1, 12);

        foreach (var (command, trials) in commands.Zip([4, 3]))
        {
            var ended = SampleProgram.Run("Housing", _folder.Path, [.. command.Split(' '), "with", "quick", "houses=300"]);
            Assert.True(ended.ExitCode == 0, ended.ToString());
            var rows = ended.Output.Split('\n').Where(l => l.Contains("COMPLETED", StringComparison.Ordinal)).ToArray();
            Assert.Equal(trials, rows.Length);

            // Each value is the mean of three folds, the best first.
            var values = rows.Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..7]
                .Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToArray();
            Assert.All(values, v => Assert.Equal(v[0], v[2..].Average(), 4));
            Assert.Equal(values.Select(v => v[0]).Order(), values.Select(v => v[0]));
        }
    }

    [Fact]
    public void Train_HousesFromFile_AreRead()
    {
        var random = new Random(3);
        var lines = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 8).Select(_ => random.NextDouble()).ToArray())
            .Select(h => string.Join(',', h.Append(h[0] + h[1]).Select(v => v.ToString(CultureInfo.InvariantCulture))));
        File.WriteAllLines(Path.Combine(_folder.Path, "houses.csv"), ["a,b,c,d,e,f,g,h,price", .. lines]);

        var ended = SampleProgram.Run(
            "Housing", _folder.Path, "with", "data=houses.csv", "n_hidden=0", "epochs=60", "learning_rate=0.02", "--no-progress");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("160 houses to train on, 40 for validation", ended.Error);
        Assert.InRange(Result(1), 0, 0.01);
    }

    public void Dispose() => _folder.Dispose();

    private static string ProgramFile([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "samples", "Housing", "Program.cs");

    private Dictionary<string, JsonElement> Config(int run) =>
        SampleProgram.Json(_folder.Path, "runs", $"{run}", "config.json").EnumerateObject().ToDictionary(e => e.Name, e => e.Value);

    private double Result(int run) => SampleProgram.Json(_folder.Path, "runs", $"{run}", "run.json").GetProperty("result").GetDouble();

    private double[] Values(int run, string name) =>
    [
        .. SampleProgram.Json(_folder.Path, "runs", $"{run}", "metrics.json").GetProperty(name).GetProperty("values").EnumerateArray()
            .Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : double.NaN),
    ];
}
