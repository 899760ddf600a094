using System.Diagnostics;
using System.Globalization;
using Gen.Benchmarks;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

/// <summary>
/// One training with a checkpoint after every other epoch. Times are taken before each checkpoint could begin, so that an epoch after a
/// checkpoint bears all of its cost, the writing beside the training included; the epochs before and after it, without one, are what it is
/// compared with. On one thread of torch's, so that the training is the calling thread's and its processor time can be told from what else
/// the machine does.
/// </summary>
internal static class TrainingRounds
{
    private const int Batch = 1_000;
    private const int WarmUp = 2;

    /// <param name="every">A checkpoint after so many epochs: 2, or more epochs than there are, to see what two equal halves give.</param>
    /// <param name="rounds">Epochs with a checkpoint to measure.</param>
    /// <param name="steps">Batches of an epoch.</param>
    /// <param name="folder">Where checkpoints go.</param>
    public static void Run(int every, int rounds, int steps, string folder)
    {
        set_num_threads(1);
        using var input = rand(Batch * steps, 784);
        using var target = randint(0, 10, [Batch * steps], int64);
        using var data = new TensorData(input.alias(), target.alias());
        using var model = Sequential(
            ("a", Linear(784, 1000)),
            ("b", ReLU()),
            ("c", Linear(1000, 500)),
            ("d", ReLU()),
            ("e", Linear(500, 10))
        );
        using var optimizer = optim.Adam(model.parameters());
        using var loss = CrossEntropyLoss();
        var ends = new List<(long Wall, long Cpu)>();
        var clock = new LambdaCallback { EpochEnd = _ => ends.Add((Stopwatch.GetTimestamp(), ThreadClock.Now)) };
        var backup = new BackupAndRestore { Folder = Path.Combine(folder, $"training-{every}"), EveryNEpochs = every };
        using (var trainer = new Trainer(model, optimizer, loss, [clock, backup]))
            trainer.Fit(data.Batches(Batch), (2 * rounds) + 2 + WarmUp);

        var epochs = ends.Zip(ends.Skip(1)).Skip(WarmUp).ToList();
        var wall = epochs.ConvertAll(e => Stopwatch.GetElapsedTime(e.First.Wall, e.Second.Wall).TotalMilliseconds);
        var cpu = epochs.ConvertAll(e => (e.Second.Cpu - e.First.Cpu) / 1e6);
        Console.WriteLine(
            $"training MLP 784-1000-500-10, {(every == 2 ? "after a checkpoint" : "no checkpoints at all")}: wall {Ratio(wall)}, "
            + $"processor {Ratio(cpu)}, of {rounds} epochs of {steps} batches of {Batch}, {Median(wall):F0} ms"
        );
    }

    /// <summary>Each second epoch beside the mean of its neighbours, so that a machine that becomes slower or faster counts for
    /// nothing.</summary>
    private static string Ratio(List<double> times)
    {
        var ratios = Enumerable
            .Range(0, (times.Count - 1) / 2)
            .Select(i => 2 * times[(2 * i) + 1] / (times[2 * i] + times[(2 * i) + 2]))
            .Order()
            .ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(ratios):F4} (half of them {ratios[ratios.Count / 4]:F4} - {ratios[ratios.Count * 3 / 4]:F4})"
        );
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
