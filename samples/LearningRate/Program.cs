using System.ComponentModel.DataAnnotations;
using Gen;
using Gen.Training;
using Gen.Training.Charts;
using Gen.Training.Data;
using Gen.Training.Metrics;
using LearningRateSample;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

return await LearningRate.RunAsync(args);

/// <summary>Trains a small network with a learning rate schedule, or with several in turn: <c>compare-schedules</c>.</summary>
[Experiment("learning-rate")]
public sealed partial record LearningRate
{
    private const int Arms = 3;

    // The points do not depend on a run's seed.
    private const int DataSeed = 1;

    /// <summary>Units of each of the two hidden layers.</summary>
    [Range(1, 10_000)]
    public int Units { get; init; } = 32;

    /// <summary>Number of training points, and of validation points.</summary>
    [Range(Arms, 1_000_000)]
    public int Points { get; init; } = 1_500;

    /// <summary>Points in a batch.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 50;

    /// <summary>Number of epochs.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 40;

    /// <summary>The optimizer. The default learning rate is too high for the end of the training, so that it needs a schedule.</summary>
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam { LearningRate = 0.1 };

    /// <summary>Schedule of the learning rate.</summary>
    public ScheduleConfig Schedule { get; init; } = new ScheduleConfig.Constant();

    /// <summary>A constant learning rate.</summary>
    [NamedConfig]
    public sealed class Constant
    {
        public ScheduleConfig Schedule => new ScheduleConfig.Constant();
    }

    /// <summary>A third of the learning rate after every ten epochs.</summary>
    [NamedConfig]
    public sealed class Staircase
    {
        public ScheduleConfig Schedule => new ScheduleConfig.Step { Every = 10, Gamma = 1.0 / 3 };
    }

    /// <summary>A linear warm-up, then down along half a cosine, changed after each step.</summary>
    [NamedConfig]
    public sealed class WarmCosine
    {
        public ScheduleConfig Schedule => new ScheduleConfig.Cosine { Unit = ScheduleUnit.Step, Warmup = 60 };
    }

    /// <summary>Up and down once over the whole training.</summary>
    [NamedConfig]
    public sealed class OneCycle
    {
        public ScheduleConfig Schedule => new ScheduleConfig.OneCycle();
    }

    /// <summary>Half the learning rate when the validation loss has not improved for three epochs.</summary>
    [NamedConfig]
    public sealed class Plateau
    {
        public ScheduleConfig Schedule => new ScheduleConfig.Plateau { Gamma = 0.5, Patience = 3 };
    }

    /// <summary>Share of points whose spiral has the largest logit. yTrue: spirals [n]; yPred: logits [n, 3].</summary>
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    /// <summary>Builds the network: points [n, 2] to logits [n, 3].</summary>
    [Captured]
    public static Module<Tensor, Tensor> Build(int units) => Sequential(
        ("hidden_1", Linear(2, units)), ("tanh_1", Tanh()),
        ("hidden_2", Linear(units, units)), ("tanh_2", Tanh()),
        ("logits", Linear(units, Arms)));

    /// <summary>Trains with one schedule and returns the accuracy on the validation points.</summary>
    [Main]
    private double Train()
    {
        var random = new Random(DataSeed);
        using TensorData train = Spirals.Make(Points, Arms, random), test = Spirals.Make(Points, Arms, random);

        // The rate of each step, for a chart; the log has the rate of each epoch.
        var rates = new List<double>();
        var trainer = CreateTrainer(Build(), Optimizer, CrossEntropyLoss(), Schedule,
            new LambdaCallback
            {
                BatchEnd = context => rates.Add(context.LearningRate),
                TrainEnd = context => context.AddChart("learning_rate", RateChart(rates)),
            },
            // One folder with train/loss, val/loss and lr: TensorBoard draws each group on a page of its own.
            new TensorBoard { OneFolder = true },
            new CsvLogger("epochs.csv"));
        var history = trainer.Fit(train.Batches(BatchSize, shuffle: true), Epochs, test.Batches(Points));

        var (valLoss, valAccuracy) = (history.Last(Logs.Names.ValLoss), history.Last(Logs.Names.ValAccuracy));
        Console.WriteLine($"learning rate: first {rates[0]:G3}, highest {rates.Max():G3}, last {rates[^1]:G3}");
        Console.WriteLine($"validation: loss {valLoss:F4}, accuracy {valAccuracy:P1}, chance {1.0 / Arms:P1}");
        return valAccuracy;
    }

    /// <summary>Runs each schedule as a run of its own, with the same seed and everything else alike, and prints the results.</summary>
    [Command("compare-schedules")]
    private async Task Compare(Run run, long seed)
    {
        (string Name, ScheduleConfig Schedule)[] schedules =
        [
            ("constant", new Constant().Schedule),
            ("staircase", new Staircase().Schedule),
            ("warm_cosine", new WarmCosine().Schedule),
            ("one_cycle", new OneCycle().Schedule),
            ("plateau", new Plateau().Schedule),
        ];
        var table = new Table().RoundedBorder().AddColumns("schedule", "run", "accuracy", "lowest loss");
        foreach (var (name, schedule) in schedules)
        {
            var trained = await RunAsync(this with { Seed = seed, Schedule = schedule }, run.Options, run.CancellationToken);
            table.AddRow(name, $"{trained.Id}", $"{trained.Result:P1}", $"{trained.GetScalars(Logs.Names.ValLoss).Min(l => l.Value):F4}");
        }

        run.Console.Write(table);
    }

    private static LineChart RateChart(List<double> rates)
    {
        var chart = new LineChart { Title = "learning rate", XLabel = "step" };
        chart.Add("lr", rates, first: 1);
        return chart;
    }
}
