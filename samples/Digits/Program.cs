using System.ComponentModel.DataAnnotations;
using DigitsSample.Images;
using DigitsSample.Training;
using Gen;
using Gen.Training;
using Gen.Training.Metrics;
using Microsoft.Extensions.Logging;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

return await Digits.RunAsync(args);

/// <summary>Reads handwritten digits: a perceptron on MNIST, or on digits that the sample draws itself.</summary>
[Experiment("digits")]
public sealed partial class Digits
{
    private const int NumClasses = 10;

    // The pictures are the same whatever a run's seed is: runs are compared on one test set.
    private const int DataSeed = 1;

    private const int EvaluationBatch = 1_000;

    /// <summary>Folder with MNIST's IDX files, gzipped or not; null: the sample draws digits.</summary>
    public string? Data { get; init; }

    /// <summary>Units of the hidden layers.</summary>
    [MinLength(1)]
    public IReadOnlyList<int> Hidden { get; init; } = [1_000, 500];

    /// <summary>Share of a hidden layer's values that a training step leaves out. TensorFlow 1's <c>keep_prob=0.9</c> is 0.1 here, as everywhere else today.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; } = 0.1;

    /// <summary>Pictures in a training step.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; init; } = 100;

    /// <summary>Times through the training pictures.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 8;

    /// <summary>What changes the weights.</summary>
    public OptimizerConfig Optimizer { get; init; } = new();

    /// <summary>TensorBoard shows every so many steps beside the epochs; 0: epochs only.</summary>
    [Range(0, int.MaxValue)]
    public int BatchCurvesEvery { get; init; } = 10;

    /// <summary>One layer of 512 units, plain gradient descent: the smallest network that does it well.</summary>
    [NamedConfig]
    public sealed class Shallow
    {
        public IReadOnlyList<int> Hidden => [512];

        public double Dropout => 0.2;

        public OptimizerConfig Optimizer => new() { Kind = OptimizerKind.Sgd, LearningRate = 0.1, Momentum = 0.9 };
    }

    /// <summary>A look at everything in a few seconds.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public IReadOnlyList<int> Hidden => [128];

        public int Epochs => 2;
    }

    // yTrue: digits [n]; yPred: logits [n, 10].

    /// <summary>Share of pictures whose digit has the largest logit.</summary>
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    /// <summary>The harmonic mean of precision and recall, as a mean over the digits.</summary>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor F1(Tensor yTrue, Tensor yPred) => Classification.MacroF1(yTrue, yPred, NumClasses);

    /// <summary>Per digit, the share of its pictures that was read rightly.</summary>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred) => Classification.Recall(yTrue, yPred, NumClasses);

    /// <summary>How sure the network is where it is wrong: the mean of the largest probability over the pictures that it misreads.</summary>
    /// <remarks>A metric of one's own. As a mean over batches it would be wrong: batches have different numbers of mistakes.</remarks>
    [Metric]
    public static Tensor CertaintyWhenWrong(Tensor yTrue, Tensor yPred)
    {
        var wrong = yPred.argmax(1).ne(yTrue).to_type(float32);
        return (yPred.softmax(1).amax([1]) * wrong).sum() / wrong.sum().clamp(min: 1);
    }

    /// <summary>The perceptron: pictures [n, 28, 28] to logits [n, 10].</summary>
    [Captured]
    public static Sequential BuildPerceptron(IReadOnlyList<int> hidden, double dropout, Device device)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)> { ("flatten", Flatten()) };
        long inputs = Pen.Side * Pen.Side;
        for (var i = 0; i < hidden.Count; i++)
        {
            layers.AddRange([($"hidden_{i + 1}", Linear(inputs, hidden[i])), ($"relu_{i + 1}", ReLU()), ($"dropout_{i + 1}", nn.Dropout(dropout))]);
            inputs = hidden[i];
        }

        layers.Add(("logits", Linear(inputs, NumClasses)));
        var model = Sequential(layers);
        model.to(device);
        return model;
    }

    /// <summary>Trains the perceptron, prints how well it reads, and gives its accuracy on the test pictures.</summary>
    [Main]
    private double Train(Run run, ILogger log, Device device, string? data, int batchSize, int epochs, int batchCurvesEvery)
    {
        using var images = DigitImages.Load(data, DataSeed);
        using var train = images.Train.To(device);
        using var test = images.Test.To(device);
        log.LogInformation("{Train} pictures to train on, {Test} to test with", train.Rows, test.Rows);

        using var model = BuildPerceptron();
        using var optimizer = Optimizer.Create(model);
        using var loss = CrossEntropyLoss();
        string[] names = [.. Enumerable.Range(0, NumClasses).Select(d => $"{d}")];
        using var trainer = CreateTrainer(model, optimizer, loss,
            new ModelSummary(),
            new ProgressBar(),
            new EvaluationCharts(names),
            new TensorBoard { ClassNames = names, HistogramEvery = 1, BatchEvery = batchCurvesEvery, BatchMetrics = batchCurvesEvery > 0 },
            new ModelCheckpoint("best.weights", Logs.Names.ValAccuracy) { SaveBestOnly = true },
            new BackupAndRestore());
        trainer.Fit(train.Batches(batchSize, shuffle: true), epochs, test.Batches(EvaluationBatch));

        var score = trainer.Evaluate(test.Batches(EvaluationBatch));
        ScoreTable.Print(run.Console, score);
        Misread.Print(trainer.Predict(test.Batches(EvaluationBatch)), test);
        return score.Accuracy;
    }

    // A hook: its parameters are found by their names among the training's values.
    [OnEpochEnd]
    private void Report(int epoch, double[] valRecall, ILogger log)
    {
        var worst = Array.IndexOf(valRecall, valRecall.Min());
        log.LogInformation("epoch {Epoch}: hardest to read is the {Digit}, {Share:P1} of them are found", epoch + 1, worst, valRecall[worst]);
    }
}
