using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// dotnet run                                                runs with the defaults below
// dotnet run -- with quick optimizer=sgd                    a named config and another optimizer
// tensorboard --logdir runs                                 shows the curves while the run trains
return await Circles.RunAsync(args);

/// <summary>Classifies points as inside or outside of a circle.</summary>
[Experiment("circles")]
internal sealed partial record Circles
{
    /// <summary>Units of the hidden layer.</summary>
    public int Units { get; init; } = 16;

    /// <summary>Points in a batch.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>Number of epochs.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The optimizer.</summary>
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam { LearningRate = 0.01 };

    /// <summary>A fast run to try things out.</summary>
    [NamedConfig]
    internal sealed class Quick
    {
        public int Epochs => 2;
    }

    /// <summary>Share of points that are classified correctly. It is exact over all rows, not a mean over batches.</summary>
    [Metric]
    private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    // Call it as Build(): 'units' is filled from the entry.
    [Captured]
    private static Module<Tensor, Tensor> Build(int units) =>
        Sequential(("hidden", Linear(2, units)), ("relu", ReLU()), ("logits", Linear(units, 2)));

    /// <summary>Runs when the program is started without a command. The return value is the run's result.</summary>
    [Main]
    private double Train()
    {
        using TensorData train = Points(2_000), test = Points(500);

        // Also shows the progress, writes TensorBoard's files, and saves checkpoints for "dotnet run -- resume 1".
        var trainer = CreateTrainer(Build(), Optimizer, CrossEntropyLoss());
        trainer.Fit(train.Batches(BatchSize, shuffle: true), Epochs, test.Batches(500));

        var score = trainer.Evaluate(test.Batches(500));
        Console.WriteLine($"accuracy {score.Accuracy:P1}");
        return score.Accuracy;
    }

    // A hook: its parameters are filled with the values of the training that have these names.
    [OnEpochEnd]
    private static void LogOverfitting(int epoch, double loss, double valLoss, Run run) =>
        run.LogScalar("val/train", valLoss / loss, epoch);

    private static TensorData Points(int count)
    {
        using var scope = NewDisposeScope();
        var points = rand(count, 2) * 2 - 1;
        var inside = points.square().sum(dim: 1).lt(0.64).to_type(int64);
        return new TensorData(points, inside);
    }
}
