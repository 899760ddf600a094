using System.Text.Json.Nodes;
using Xunit;

namespace Gen.Training.Tests.Optimization;

/// <summary>Runs that were recorded when optimizer, loss and schedule had the entries of all kinds are resumed and restored.</summary>
public sealed class FormerRecordTests
{
    private const string Optimizer = """
        {"alpha": null, "ams_grad": null, "average_from": null, "beta1": null, "beta2": null, "centered": null, "dampening": null,
        "epsilon": null, "eta_minus": null, "eta_plus": null, "initial_accumulator": null, "kind": "Sgd", "lambda": null,
        "learning_rate": 0.1, "learning_rate_decay": null, "max_step": null, "min_step": null, "momentum": 0.9, "momentum_decay": null,
        "nesterov": null, "rho": null, "weight_decay": null}
        """;

    private const string Loss = """
        {"balanced": false, "beta": null, "class_weights": null, "delta": null, "full": null, "ignore_index": null, "kind": "BceWithLogits",
        "label_smoothing": null, "log_input": null, "log_target": null, "margin": null, "positive_weight": 2.5, "power": null}
        """;

    private const string Schedule = """
        {"anneal": null, "cooldown": null, "cycle": null, "down": null, "end_factor": null, "every": null, "final_divisor": null,
        "gamma": null, "initial_divisor": null, "kind": "KIND", "length": null, "milestones": null, "min_delta": null,
        "min_learning_rate": null, "mode": null, "monitor": null, "patience": null, "peak": null, "power": null, "restart_factor": null,
        "start_factor": null, "unit": null, "up": null, "warmup": null}
        """;

    [Theory]
    [InlineData("None", "")]
    [InlineData("OneCycle", "OneCycle { Unit = Step, Warmup = 0, Length = , PeakFraction = 0.3, InitialDivisor = 25, FinalDivisor = 10000, "
        + "Anneal = Cos }")]
    [InlineData("Plateau", "Plateau { Monitor = val_loss, Mode = Auto, Gamma = 0.1, Patience = 10, MinDelta = 0.0001, Cooldown = 0, "
        + "MinLearningRate = 0 }")]
    public async Task RecordOfFormerBlocks_IsRestoredAndResumed(string schedule, string expected)
    {
        using var folder = new TempFolder();
        var options = new RunOptions { RunsDirectory = folder.Path, Capture = CaptureMode.No };
        var config = Blocks.Parse("optimizer=sgd", "loss=bce_with_logits", "schedule=" + schedule, "fails=true");
        await Assert.ThrowsAsync<TrainingException>(() => Blocks.RunAsync(config, options));
        var file = Path.Combine(folder.Path, "1", "config.json");
        var record = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        (record["optimizer"], record["loss"]) = (JsonNode.Parse(Optimizer), JsonNode.Parse(Loss));
        record["schedule"] = JsonNode.Parse(Schedule.Replace("KIND", schedule));
        await File.WriteAllTextAsync(file, record.ToJsonString());

        var text = "Sgd { LearningRate = 0.1, WeightDecay = 0, Momentum = 0.9, Dampening = 0, Nesterov = False } "
            + $"BceWithLogits {{ PositiveWeight = 2.5 }} {expected}";
        Assert.Equal(text, Blocks.Restore("1", ["fails=false"], options).Experiment.Describe());
        var resumed = await Blocks.ResumeAsync("1", ["fails=false"], options);
        Assert.Equal(text, Assert.IsType<Run<string>>(resumed).Result);
    }
}

[Experiment("blocks")]
internal sealed partial record Blocks
{
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();

    public LossConfig Loss { get; init; } = new LossConfig.CrossEntropy();

    public ScheduleConfig? Schedule { get; init; }

    public bool Fails { get; init; }

    public string Describe() => $"{Optimizer} {Loss} {Schedule}";

    [Main]
    private string Train()
    {
        using var problem = new RegressionProblem();
        using var optimizer = Optimizer.Create(problem.Model);
        using var loss = Loss.Create();
        IEnumerable<Callback?> callbacks =
        [
            Schedule?.Create(),
            new BackupAndRestore(),
            new LambdaCallback { EpochBegin = c => Check(c.Epoch) },
        ];
        using var trainer = CreateTrainer(problem.Model, optimizer, loss, [.. callbacks.OfType<Callback>()]);
        trainer.Fit(problem.Source(), 2, problem.Source());
        return Describe();
    }

    private void Check(int epoch)
    {
        if (Fails && epoch == 1)
            throw new InvalidOperationException();
    }
}
