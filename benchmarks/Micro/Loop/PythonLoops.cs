using Gen.Training;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>
/// Epochs of the trainer, with three metrics, the history and TensorBoard, beside epochs of a bare loop in Python: one that slices, one
/// with a DataLoader. One thread each, so that processor time can be compared.
/// </summary>
internal static class PythonLoops
{
    private const int Batch = 1_000;

    public static void Run(int rounds)
    {
        foreach (var source in (string[])["slices", "loader"])
        {
            var pair = $"training-loop-{source}";
            if (Session.Wants(pair)) Results.Try([pair], () => Beside(pair, source, rounds));
        }
    }

    private static void Beside(string pair, string source, int rounds)
    {
        set_num_threads(1);
        var steps = Session.Short ? 4 : 20;
        using var python = new PythonRival(
            $"python3-torch, {source}",
            "training_loop.py",
            source,
            Batch * steps,
            Batch,
            1,
            "784-1000-500-10"
        );
        using var classifier = new Classifier(Batch * steps, 784, 1000, 500, 10);
        var folder = Directory.CreateTempSubdirectory("gen-training-").FullName;
        using var again = new Classifier(Batch * steps, 784, 1000, 500, 10);
        var loop = new BareLoop(again, Batch);
        var (trainer, batches) = TrainerLoop.Of(classifier, Batch, new Training.TensorBoard(folder));
        var loss = double.NaN;
        using (trainer)
        {
            var ours = new LocalRival("trainer", () => loss = trainer.Fit(batches, 1).Last("loss"), allThreads: true);
            var measured = Alternately.RunOnceARound(
                $"Training, MLP 784-1000-500-10, batch {Batch}, {steps} steps",
                rounds,
                python,
                ours,
                new LocalRival("bare loop in C#", () => loop.Epoch(), allThreads: true)
            );
            Directory.Delete(folder, recursive: true);

            // The versions of torch draw other rows and weights from a seed; what is learnt of them is alike.
            if (!(Math.Abs(loss - python.Check) < 1e-2 * loss))
                throw new InvalidOperationException($"The rivals' losses are {loss} and {python.Check}.");
            Results.Add(pair, measured, 1, 0, $"{steps} steps a round, 1 thread", "ms", steps);
        }
    }
}
