using System.ComponentModel.DataAnnotations;
using Gen;
using Gen.Training;
using Gen.Training.Charts;
using Gen.Training.Metrics;
using LearningRateSample;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

return await LearningRate.RunAsync(args);

/// <summary>Trains one small network with one schedule of the step size, or with several one after another: <c>compare-schedules</c>.</summary>
[Experiment("learning-rate")]
public sealed partial class LearningRate
{
    private const int Arms = 3;

    // The points are the same whatever a run's seed is.
    private const int DataSeed = 1;

    /// <summary>Units of each of the two hidden layers.</summary>
    [Range(1, 10_000)]
    public int Units { get; init; } = 32;

    /// <summary>Points to train on.</summary>
    [Range(Arms, 1_000_000)]
    public int Points { get; init; } = 1_500;

    /// <summary>Points in a training step.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 50;

    /// <summary>Times through the points.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 40;

    /// <summary>What changes the weights, and how fast: so fast that it ends well only if it becomes slower.</summary>
    public OptimizerConfig Optimizer { get; init; } = new() { LearningRate = 0.1 };

    /// <summary>How the step size changes.</summary>
    public ScheduleConfig Schedule { get; init; } = new();

    /// <summary>The step size stays.</summary>
    [NamedConfig]
    public sealed class Constant
    {
        public ScheduleConfig Schedule => new() { Kind = ScheduleKind.None };
    }

    /// <summary>A third of it after every ten epochs.</summary>
    [NamedConfig]
    public sealed class Staircase
    {
        public ScheduleConfig Schedule => new() { Kind = ScheduleKind.Step, Every = 10, Gamma = 1.0 / 3 };
    }

    /// <summary>An even rise, then down along half a cosine, changed at each step.</summary>
    [NamedConfig]
    public sealed class WarmCosine
    {
        public ScheduleConfig Schedule => new() { Kind = ScheduleKind.Cosine, By = ScheduleUnit.Step, Warmup = 60 };
    }

    /// <summary>Up and down once, over the whole training.</summary>
    [NamedConfig]
    public sealed class OneCycle
    {
        public ScheduleConfig Schedule => new() { Kind = ScheduleKind.OneCycle };
    }

    /// <summary>Half of it where the validation's loss has not become better for three epochs.</summary>
    [NamedConfig]
    public sealed class Plateau
    {
        public ScheduleConfig Schedule => new() { Kind = ScheduleKind.Plateau, Gamma = 0.5, Patience = 3 };
    }

    /// <summary>Share of points whose spiral has the largest logit. yTrue: spirals [n]; yPred: logits [n, 3].</summary>
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    /// <summary>The network: places [n, 2] to logits [n, 3].</summary>
    [Captured]
    public static Module<Tensor, Tensor> Build(int units, Device device)
    {
        var model = Sequential(
            ("hidden_1", Linear(2, units)), ("tanh_1", Tanh()),
            ("hidden_2", Linear(units, units)), ("tanh_2", Tanh()),
            ("logits", Linear(units, Arms)));
        model.to(device);
        return model;
    }

    /// <summary>Trains with one schedule, and gives the accuracy on points that it was not trained on.</summary>
    [Main]
    private double Train(Device device, int points, int batchSize, int epochs)
    {
        var random = new Random(DataSeed);
        using var train = Spirals.Make(points, Arms, random).To(device);
        using var test = Spirals.Make(points, Arms, random).To(device);
        using var model = Build();
        using var optimizer = Optimizer.Create(model);
        using var loss = CrossEntropyLoss();

        // The rate of each step, for a chart; what the log has is the rate of each epoch.
        var rates = new List<double>();
        using var trainer = CreateTrainer(model, optimizer, loss,
            Schedule.Create(),
            new ProgressBar(),
            new LambdaCallback
            {
                BatchEnd = context => rates.Add(context.LearningRate),
                TrainEnd = context => context.AddChart("learning_rate", RateChart(rates)),
            },
            // One folder with train/loss, val/loss and lr: TensorBoard draws each group on a page of its own.
            new TensorBoard { OneFolder = true },
            new CsvLogger("epochs.csv"));
        var history = trainer.Fit(train.Batches(batchSize, shuffle: true), epochs, test.Batches(points));

        Console.WriteLine($"step size {rates[0]:G3} at first, {rates.Max():G3} at most, {rates[^1]:G3} at last");
        Console.WriteLine($"validation: loss {history.Last(Logs.Names.ValLoss):F4}, accuracy {history.Last(Logs.Names.ValAccuracy):P1}, chance {1.0 / Arms:P1}");
        return history.Last(Logs.Names.ValAccuracy);
    }

    /// <summary>Runs each named config as a run of its own, from one seed, and prints what became of them.</summary>
    [Command("compare-schedules")]
    private async Task Compare(Run run, long seed)
    {
        string[] schedules = ["constant", "staircase", "warm_cosine", "one_cycle", "plateau"];
        var table = new Table().RoundedBorder().AddColumn("schedule").AddColumn("run").AddColumn(new TableColumn("accuracy").RightAligned()).AddColumn(new TableColumn("best epoch's loss").RightAligned());
        foreach (var schedule in schedules)
        {
            var one = await RunAsync(Parse(schedule, $"epochs={Epochs}", $"points={Points}", $"optimizer.kind={Optimizer.Kind}", $"optimizer.learning_rate={Optimizer.LearningRate}", $"seed={seed}"), run.Options, run.CancellationToken);
            var losses = one.GetScalars(Logs.Names.ValLoss);
            table.AddRow(schedule, $"{one.Id}", $"{one.Result:P1}", $"{losses.Min(l => l.Value):F4}");
        }

        run.Console.Write(table);
    }

    private static LineChart RateChart(List<double> rates)
    {
        var chart = new LineChart { Title = "step size", XLabel = "step" };
        chart.Add("lr", rates, first: 1);
        return chart;
    }
}
