using System.ComponentModel.DataAnnotations;
using DigitsSample;
using Gen;
using Gen.Training;
using Gen.Training.Metrics;
using Microsoft.Extensions.Logging;
using static TorchSharp.torch;

return await Digits.RunAsync(args);

/// <summary>Classifies handwritten digits: those of MNIST, or digits that the sample draws.</summary>
[Experiment("digits")]
[UseMetrics(typeof(Classification), nameof(Classification.MacroF1), nameof(Classification.Recall))]
public sealed partial record Digits
{
    /// <summary>Folder with MNIST's IDX files, gzipped or not; null for digits that the sample draws.</summary>
    public string? Data { get; init; }

    /// <summary>The network.</summary>
    public DigitModel Model { get; init; } = new DigitModel.Mlp();

    /// <summary>The optimizer.</summary>
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();

    [Range(1, 100_000)] public int BatchSize { get; init; } = 100;
    [Range(1, 10_000)] public int Epochs { get; init; } = 8;
    public int NumClasses => 10;                             // derived: recorded, and passed to MacroF1 and Recall

    /// <summary>A fast run to try things out.</summary>
    [NamedConfig] public sealed class Quick { public int Epochs => 2; public DigitModel Model => new DigitModel.Mlp { Hidden = [128] }; }

    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    /// <summary>The mean certainty of wrong predictions. Its mean over batches would be another number.</summary>
    [Metric] public static Tensor CertaintyWhenWrong(Tensor yTrue, Tensor yPred)
    {
        var wrong = yPred.argmax(1).ne(yTrue).to_type(float32);
        return (yPred.softmax(1).amax([1]) * wrong).sum() / wrong.sum().clamp(min: 1);
    }

    [Main]
    private double Train(Run run)
    {
        using var images = DigitImages.Load(Data);
        var trainer = CreateTrainer(Model.Build(NumClasses), Optimizer, new LossConfig.CrossEntropy(),
            new ModelSummary(),
            new EvaluationCharts(),
            new TensorBoard { BatchEveryNSteps = 10, BatchMetrics = true, HistogramEveryNEpochs = 1 },
            new ModelCheckpoint("best.weights", Logs.Names.ValAccuracy) { SaveBestOnly = true });
        trainer.Fit(images.Train.Batches(BatchSize, shuffle: true), Epochs, images.Test.Batches(1_000));

        var score = trainer.Evaluate(images.Test.Batches(1_000));
        Reports.Print(run.Console, score, trainer.Predict(images.Test.Batches(1_000)), images.Test);
        return score.Accuracy;
    }

    [OnEpochEnd]                                             // parameters are filled with the training's values of these names
    private static void Report(int epoch, double[] valRecall, ILogger log) =>
        log.LogInformation("epoch {Epoch}: lowest recall {Recall:P1}", epoch + 1, valRecall.Min());
}
