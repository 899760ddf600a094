using System.ComponentModel.DataAnnotations;
using Gen;
using Gen.Training;
using Gen.Training.Data;
using Gen.Training.Metrics;
using HousingSample;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

return await Housing.RunAsync(args);

/// <summary>Predicts the prices of houses, with checkpoints, early stopping, <c>resume</c>, and a search: <c>sweep tuning</c>.</summary>
[Experiment("housing")]
public sealed partial record Housing
{
    private const double ValidationShare = 0.2;
    private const int EvaluationBatch = 2_000;

    // The houses do not depend on a run's seed: runs are compared on one validation set.
    private const int DataSeed = 1;

    /// <summary>CSV file with eight features and the price, as in the California census; null for houses made by a formula.</summary>
    public string? Data { get; init; }

    /// <summary>Number of houses that the formula makes.</summary>
    [Range(100, 10_000_000)]
    public int Houses { get; init; } = 5_000;

    /// <summary>Number of hidden layers.</summary>
    [Range(0, 100)]
    public int NHidden { get; init; } = 1;

    /// <summary>Units of a hidden layer.</summary>
    [Range(1, 100_000)]
    public int NNeurons { get; init; } = 30;

    /// <summary>Learning rate of stochastic gradient descent with momentum 0.9.</summary>
    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Houses in a batch.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Maximum number of epochs.</summary>
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 100;

    /// <summary>Epochs without a better validation loss after which training stops.</summary>
    [Range(1, 100_000)]
    public int Patience { get; init; } = 10;

    /// <summary>A fast run to try things out.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Houses => 1_000;

        public int Epochs => 3;
    }

    /// <summary>Size of the network and learning rate, for the command <c>sweep tuning</c>.</summary>
    [SearchSpace]
    public sealed class Tuning
    {
        public Choice<int> NHidden => new(0, 1, 2, 3);

        public Interval<int> NNeurons => new(1, 99);

        public Interval<double> LearningRate => Interval.Log(3e-4, 3e-2);
    }

    // yTrue, yPred: prices in 100,000 dollars, [n, 1].

    /// <summary>Mean absolute error.</summary>
    [Metric]
    public static Tensor MeanError(Tensor yTrue, Tensor yPred) => Regression.MeanAbsoluteError(yTrue, yPred);

    /// <summary>Coefficient of determination: 1 is perfect, 0 no better than always the mean.</summary>
    [Metric]
    public static Tensor R2(Tensor yTrue, Tensor yPred) => Regression.R2(yTrue, yPred);

    /// <summary>Builds the network.</summary>
    [Captured]
    public static PriceModel BuildModel(int nHidden = 1, int nNeurons = 30) => new(nHidden, nNeurons);

    /// <summary>Trains until the validation loss no longer improves, restores the best epoch, and returns its loss.</summary>
    [Main]
    private double Train(ILogger log, Fold fold)
    {
        using var all = Data is null ? HousingSample.Houses.Make(Houses, DataSeed) : HousingSample.Houses.Read(Data);
        var split = all.Split(fold, ValidationShare, DataSeed);
        using var train = split.Training;
        using var validation = split.Validation;
        log.LogInformation("{Train} houses to train on, {Validation} for validation", train.Rows, validation.Rows);

        var model = BuildModel();
        model.Scale(train.Features);
        var trainer = CreateTrainer(model, new OptimizerConfig.Sgd { LearningRate = LearningRate, Momentum = 0.9 }, MSELoss(),
            new EarlyStopping(Logs.Names.ValLoss) { Patience = Patience, RestoreBestWeights = true },
            new ModelCheckpoint("best.weights", Logs.Names.ValLoss) { SaveBestOnly = true },
            new TerminateOnNaN());
        trainer.Fit(train.Batches(BatchSize, shuffle: true), Epochs, validation.Batches(EvaluationBatch));

        var score = trainer.Evaluate(validation.Batches(EvaluationBatch));
        Console.WriteLine(
            $"{NHidden} hidden layers of {NNeurons}: loss {score.Loss:F4}, "
            + $"mean error {score.MeanError * 100_000:F0} dollars, R² {score.R2:F3}");
        return score.Loss;
    }

    // A ratio far above 1 is a sign of overfitting.
    [OnEpochEnd]
    private static void LogOverfitting(int epoch, double loss, double valLoss, Run run, ILogger log)
    {
        run.LogScalar("val_over_train", valLoss / loss, epoch + 1);
        log.LogInformation("epoch {Epoch}: val/train {Ratio:F2}", epoch + 1, valLoss / loss);
    }
}
