using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// dotnet run                                                with the defaults below
// dotnet run -- with quick optimizer.kind=sgd               a named config, and an entry of your own
// tensorboard --logdir runs                                 the curves, while they grow
return await Circles.RunAsync(args);

/// <summary>Tells points within a circle from points around it.</summary>
[Experiment("circles")]
public sealed partial class Circles
{
    /// <summary>Units of the hidden layer.</summary>
    public int Units { get; init; } = 16;

    /// <summary>Points in a training step.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>Times through the points.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>What changes the weights.</summary>
    public OptimizerConfig Optimizer { get; init; } = new() { LearningRate = 0.01 };

    /// <summary>Done in a moment.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Epochs => 2;
    }

    /// <summary>Share of points that are told rightly: exact over all rows, not a mean over batches.</summary>
    [Metric]
    private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    [Captured]
    private static Module<Tensor, Tensor> Build(int units, Device device)
    {
        var model = Sequential(("hidden", Linear(2, units)), ("relu", ReLU()), ("logits", Linear(units, 2)));
        model.to(device);
        return model;
    }

    /// <summary>What <c>dotnet run</c> does; what it returns is the run's result.</summary>
    [Main]
    private double Train(int batchSize, int epochs)
    {
        using var train = Points(2_000);
        using var test = Points(500);
        using var model = Build();
        using var optimizer = Optimizer.Create(model);
        using var loss = CrossEntropyLoss();
        using var trainer = CreateTrainer(model, optimizer, loss, new ProgressBar(), new TensorBoard(), new BackupAndRestore());
        trainer.Fit(train.Batches(batchSize, shuffle: true), epochs, test.Batches(500));

        var score = trainer.Evaluate(test.Batches(500));
        Console.WriteLine($"accuracy {score.Accuracy:P1}");
        return score.Accuracy;
    }

    // A hook: parameters are the training's values, by name.
    [OnEpochEnd]
    private static void Report(int epoch, double loss, double valLoss) => Console.WriteLine($"epoch {epoch + 1}: val/train {valLoss / loss:F2}");

    private static TensorData Points(int count)
    {
        using var scope = NewDisposeScope();
        var places = rand(count, 2) * 2 - 1;
        var inside = places.square().sum(dim: 1).lt(0.64).to_type(int64);
        return new TensorData(places, inside);
    }
}
