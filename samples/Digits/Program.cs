using System.ComponentModel.DataAnnotations;
using DigitsSample;
using Gen;
using Gen.Training;
using Gen.Training.Metrics;
using Microsoft.Extensions.Logging;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

return await Digits.RunAsync(args);

/// <summary>
/// Classifies handwritten digits, those of MNIST or digits that the sample draws itself, with a perceptron or <c>model=cnn</c>.
/// </summary>
[Experiment("digits")]
public sealed partial record Digits
{
    private const int NumClasses = 10;

    // The images do not depend on a run's seed: runs are compared on one test set.
    private const int DataSeed = 1;

    private const int EvaluationBatch = 1_000;

    /// <summary>Folder with MNIST's IDX files, gzipped or not; null for digits that the sample draws.</summary>
    public string? Data { get; init; }

    /// <summary>The network.</summary>
    public DigitModel Model { get; init; } = new DigitModel.Mlp();

    /// <summary>Images in a batch.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; init; } = 100;

    /// <summary>Number of epochs.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 8;

    /// <summary>The optimizer.</summary>
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();

    /// <summary>TensorBoard also shows every Nth batch; 0 for epochs only.</summary>
    [Range(0, int.MaxValue)]
    public int BatchCurvesEvery { get; init; } = 10;

    /// <summary>One layer of 512 units, trained by gradient descent with momentum 0.9.</summary>
    [NamedConfig]
    public sealed class Shallow
    {
        public DigitModel Model => new DigitModel.Mlp { Hidden = [512], Dropout = 0.2 };

        public OptimizerConfig Optimizer => new OptimizerConfig.Sgd { LearningRate = 0.1, Momentum = 0.9 };
    }

    /// <summary>A fast run to try things out.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public DigitModel Model => new DigitModel.Mlp { Hidden = [128] };

        public int Epochs => 2;
    }

    // yTrue: digits [n]; yPred: logits [n, 10].

    /// <summary>Share of images whose digit has the largest logit.</summary>
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    /// <summary>F1 score, as a mean over the digits.</summary>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor F1(Tensor yTrue, Tensor yPred) => Classification.MacroF1(yTrue, yPred, NumClasses);

    /// <summary>Recall of each digit.</summary>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred) => Classification.Recall(yTrue, yPred, NumClasses);

    /// <summary>How certain the network is when it is wrong: the mean of the largest probability over the misclassified images.</summary>
    /// <remarks>A custom metric. Its mean over batches would be wrong, since batches have different numbers of mistakes.</remarks>
    [Metric]
    public static Tensor CertaintyWhenWrong(Tensor yTrue, Tensor yPred)
    {
        var wrong = yPred.argmax(1).ne(yTrue).to_type(float32);
        return (yPred.softmax(1).amax([1]) * wrong).sum() / wrong.sum().clamp(min: 1);
    }

    /// <summary>Builds the network: images [n, 28, 28] to logits [n, 10].</summary>
    [Captured]
    public static Sequential Build(DigitModel model, Device device)
    {
        var built = model.Build(NumClasses);
        built.to(device);
        return built;
    }

    /// <summary>Trains the network, prints its results, and returns its accuracy on the test images.</summary>
    [Main]
    private double Train(Run run, ILogger log, Device device, string? data, int batchSize, int epochs, int batchCurvesEvery)
    {
        using var images = DigitImages.Load(data, DataSeed);
        using var train = images.Train.To(device);
        using var test = images.Test.To(device);
        log.LogInformation("{Train} images to train on, {Test} to test with", train.Rows, test.Rows);

        using var model = Build();
        using var optimizer = Optimizer.Create(model);
        using var loss = CrossEntropyLoss();
        string[] names = [.. Enumerable.Range(0, NumClasses).Select(d => $"{d}")];
        using var trainer = CreateTrainer(model, optimizer, loss,
            new ModelSummary(),
            new ProgressBar(),
            new EvaluationCharts(names),
            new TensorBoard
            {
                ClassNames = names,
                HistogramEveryNEpochs = 1,
                BatchEveryNSteps = batchCurvesEvery,
                BatchMetrics = batchCurvesEvery > 0,
            },
            new ModelCheckpoint("best.weights", Logs.Names.ValAccuracy) { SaveBestOnly = true },
            new BackupAndRestore());
        trainer.Fit(train.Batches(batchSize, shuffle: true), epochs, test.Batches(EvaluationBatch));

        var score = trainer.Evaluate(test.Batches(EvaluationBatch));
        Reports.PrintScore(run.Console, score);
        Reports.PrintMisclassified(trainer.Predict(test.Batches(EvaluationBatch)), test);
        return score.Accuracy;
    }

    // A hook: epoch and valRecall are filled with the values of the training that have these names.
    [OnEpochEnd]
    private void Report(int epoch, double[] valRecall, ILogger log)
    {
        var worst = Array.IndexOf(valRecall, valRecall.Min());
        log.LogInformation("epoch {Epoch}: lowest recall is {Recall:P1}, of digit {Digit}", epoch + 1, valRecall[worst], worst);
    }
}
