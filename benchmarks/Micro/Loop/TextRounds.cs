using Gen.Training;
using Gen.Training.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Benchmarks;

/// <summary>Epochs of an LSTM text classifier under a trainer with accuracy and the history, beside the same loop by hand in Python. One thread each.</summary>
internal static class TextRounds
{
    private const int Batch = 100;
    private const int Words = 5_000;
    private const int Size = 100;
    private const int Classes = 14;

    public static void Run(int rounds)
    {
        foreach (var length in (int[])[50, 500])
            if (Session.Wants($"lstm-{length}")) Results.Try([$"lstm-{length}"], () => Beside(length, rounds));
    }

    private static void Beside(int length, int rounds)
    {
        set_num_threads(1);
        var steps = Session.Short ? 4 : 2_000 / length;
        using var python = new PythonRival("python3-torch", "lstm.py", steps, Batch, length, 1);
        random.manual_seed(1).Dispose();
        using var data = new TensorData(randint(0, Words, [steps * Batch, length], int64), randint(0, Classes, [steps * Batch], int64));
        using var model = new TextClassifier(Words, Size, Classes);
        using var optimizer = optim.Adam(model.parameters().Where(p => p.requires_grad));
        using var loss = CrossEntropyLoss();
        using var trainer = new TextLoop().CreateTrainer(model, optimizer, loss);
        var batches = data.Batches(Batch);
        var mean = double.NaN;
        var ours = new LocalRival("trainer", () => mean = trainer.Fit(batches, 1).Last("loss"), allThreads: true);
        var measured = Alternately.RunOnceARound($"LSTM {Words}-{Size}-{Size}-{Classes}, length {length}, batch {Batch}, {steps} steps", rounds, python, ours);
        if (!(Math.Abs(mean - python.Check) < 1e-3 * mean)) throw new InvalidOperationException($"The rivals' losses are {mean} and {python.Check}.");
        Results.Add($"lstm-{length}", measured, 1, 0, $"{steps} steps a round, 1 thread", "ms", steps);
    }
}

/// <summary>The experiment whose trainer it is.</summary>
[Experiment("text-loop")]
public sealed partial class TextLoop
{
    [Metric] private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();
}
