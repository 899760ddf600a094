using System.Diagnostics;
using System.Globalization;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

/// <summary>The same training with a checkpoint after each epoch and without one, in turn.</summary>
internal static class TrainingRounds
{
    private const int Batch = 1_000;

    public static void Run(int rounds, int epochs, int steps, string folder)
    {
        using var input = rand(Batch * steps, 784);
        using var target = randint(0, 10, [Batch * steps], int64);
        using var data = new TensorData(input.alias(), target.alias());
        var source = data.Batches(Batch);
        var times = new double[2, rounds];
        for (var round = -1; round < rounds; round++)
        {
            foreach (var saves in round % 2 == 0 ? (int[])[0, 1] : [1, 0])
            {
                var time = Time(source, epochs, saves == 1 ? new BackupAndRestore { Folder = Path.Combine(folder, $"training-{round}") } : null);
                if (round >= 0) times[saves, round] = time;
            }
        }

        var ratios = Enumerable.Range(0, rounds).Select(r => times[1, r] / times[0, r]).Order().ToArray();
        var without = Enumerable.Range(0, rounds).Select(r => times[0, r]).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"training MLP 784-1000-500-10, {epochs} epochs of {steps} batches of {Batch}: {without[rounds / 2]:F0} ms; with a checkpoint an epoch, ratio {ratios[rounds / 2]:F4} ({ratios[0]:F4} - {ratios[^1]:F4})"));
    }

    private static double Time(IBatchSource source, int epochs, Callback? backup)
    {
        random.manual_seed(1).Dispose();
        using var model = Sequential(("a", Linear(784, 1000)), ("b", ReLU()), ("c", Linear(1000, 500)), ("d", ReLU()), ("e", Linear(500, 10)));
        using var optimizer = optim.Adam(model.parameters());
        using var loss = CrossEntropyLoss();
        using var trainer = new Trainer(null, model, optimizer, loss, backup is null ? [] : [backup]);
        var start = Stopwatch.GetTimestamp();
        trainer.Fit(source, epochs);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
