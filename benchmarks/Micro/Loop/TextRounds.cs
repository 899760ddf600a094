using Gen.Training;
using Gen.Training.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Benchmarks;

/// <summary>Epochs of an LSTM text classifier under a trainer with accuracy and the history, beside the same loop by hand in Python. One
/// thread each.</summary>
internal static class TextRounds
{
    private const int Batch = 100;
    private const int Words = 5_000;
    private const int Size = 100;
    private const int Classes = 14;

    public static void Run(int rounds)
    {
        foreach (var length in (int[])[50, 500])
            if (Session.Wants($"lstm-{length}", $"lstm-{length}-python"))
                Results.Try([$"lstm-{length}", $"lstm-{length}-python"], () => Beside(length, rounds));
    }

    private static void Beside(int length, int rounds)
    {
        set_num_threads(1);
        TorchRuntime.KeepFreedMemory();
        var steps = Session.Short ? 4 : 2_000 / length;
        using var python = new PythonRival("python3-torch", "lstm.py", steps, Batch, length, 1);
        random.manual_seed(1).Dispose();
        using var data = new TensorData(randint(0, Words, [steps * Batch, length], int64), randint(0, Classes, [steps * Batch], int64));
        using var model = new TextClassifier(Words, Size, Classes);
        using var optimizer = optim.Adam(model.parameters().Where(p => p.requires_grad));
        using var loss = CrossEntropyLoss();
        using var again = new TextClassifier(Words, Size, Classes);
        again.load_state_dict(model.state_dict());
        using var optimizerByHand = optim.Adam(again.parameters().Where(p => p.requires_grad));
        var loop = new BareTextLoop(again, optimizerByHand, loss, data, Batch);
        using var trainer = new TextLoop().CreateTrainer(model, optimizer, loss);
        var batches = data.Batches(Batch);
        var (mean, meanByHand) = (double.NaN, double.NaN);
        var ours = new LocalRival("trainer", () => mean = trainer.Fit(batches, 1).Last("loss"), allThreads: true);
        var byHand = new LocalRival("bare loop in C#", () => meanByHand = loop.Epoch(), allThreads: true);
        var measured = Alternately.RunOnceARound(
            $"LSTM {Words}-{Size}-{Size}-{Classes}, length {length}, batch {Batch}, {steps} steps",
            rounds,
            python,
            ours,
            byHand
        );

        // Versions of torch draw other rows and weights from a seed.
        if (!(Math.Abs(mean - meanByHand) < 1e-3 * mean) || !(Math.Abs(mean - python.Check) < 0.2 * mean))
            throw new InvalidOperationException($"The rivals' losses are {mean}, {meanByHand} and {python.Check}.");
        Results.Add($"lstm-{length}", measured, 1, 2, $"{steps} steps a round, 1 thread", "ms", steps);
        Results.Add($"lstm-{length}-python", measured, 1, 0, $"{steps} steps a round, 1 thread", "ms", steps);
    }
}

/// <summary>The experiment whose trainer it is.</summary>
[Experiment("text-loop")]
public sealed partial class TextLoop
{
    [Metric] private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();
}
