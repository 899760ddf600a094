using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.ArticleRows;

/// <summary>The perceptron of the article about MNIST, on images of 10 classes.</summary>
[Experiment("mnist")]
internal sealed partial record ImageRuns
{
    public int BatchSize { get; init; } = 50;
    public int Epochs { get; init; } = 2;
    public double Dropout { get; init; } = 0.1;
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam { LearningRate = 0.01 };

    [Metric("acc")]
    private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    [Captured]
    internal static Module<Tensor, Tensor> Build(double dropout) => Sequential(
        ("flatten", Flatten()),
        ("hidden_1", Linear(ImageData.Side * ImageData.Side, 32)), ("relu_1", ReLU()),
        ("hidden_2", Linear(32, 16)), ("relu_2", ReLU()), ("dropout", nn.Dropout(dropout)),
        ("logits", Linear(16, ImageData.Classes)));

    /// <summary>Trains, and gives the trainer to the caller.</summary>
    internal History Fit(Action<Trainer<EvaluationLogs>, TensorData>? then = null, params Callback[] callbacks)
    {
        random.manual_seed(5).Dispose();
        using var model = Build();
        using var train = ImageData.Draw(200, seed: 1);
        using var test = ImageData.Draw(100, seed: 2);
        using var trainer = CreateTrainer(model, Optimizer, CrossEntropyLoss(), callbacks);
        var history = trainer.Fit(train.Batches(BatchSize, shuffle: true), Epochs, test.Batches(40));
        then?.Invoke(trainer, test);
        return history;
    }

    [Main]
    private double Train()
    {
        double accuracy = 0;
        Fit((trainer, test) => accuracy = trainer.Evaluate(test.Batches(100)).Acc);
        return accuracy;
    }
}

/// <summary>Noisy gray images with a bright row, which is the class.</summary>
internal static class ImageData
{
    public const int Classes = 10;
    public const int Side = 10;

    public static TensorData Draw(int rows, int seed)
    {
        var random = new Random(seed);
        var labels = Enumerable.Range(0, rows).Select(i => (long)(i % Classes)).ToArray();
        var pixels = labels.SelectMany(k => Enumerable.Range(0, Side * Side)
            .Select(p => p / Side == k ? 1 - random.NextSingle() / 4 : random.NextSingle() / 2)).ToArray();
        using var scope = NewDisposeScope();
        return new TensorData(tensor(pixels, [rows, Side, Side]), tensor(labels));
    }
}
