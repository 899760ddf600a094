using System.ComponentModel.DataAnnotations;
using Gen;
using Gen.Training;
using Gen.Training.Data;
using Microsoft.Extensions.Logging;
using TaggerProgram;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

return await Tagger.RunAsync(args);

/// <summary>Tags the words of sentences.</summary>
[Experiment("tagger")]
public sealed partial class Tagger
{
    /// <summary>Tags told apart.</summary>
    [Range(2, 100)]
    public int NumTags { get; init; } = 5;

    /// <summary>Numbers in a word vector.</summary>
    [Range(1, 1_024)]
    public int VectorSize { get; init; } = 16;

    /// <summary>Times through the data.</summary>
    public int Epochs { get; set; } = 3;

    /// <summary>Sentences in a step.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Share of values that a step leaves out.</summary>
    [Range(0.0, 0.9)]
    public double DropoutRate { get; init; } = 0.1;

    /// <summary>Below this a prediction counts as undecided.</summary>
    [Range(0.0, 1.0)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>The largest norm of the gradients.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>Print every so many steps.</summary>
    public int ReportEvery { get; init; } = 100;

    /// <summary>The sentences.</summary>
    public SentenceSource Sentences { get; init; } = new();

    /// <summary>The optimizer.</summary>
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();

    /// <summary>Weights of the last layer.</summary>
    public long OutputWeights => (long)NumTags * VectorSize;

    /// <summary>A quick look.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Epochs => 1;

        public int BatchSize => 8;

        [FromConfig("sentences.limit")]
        public int Few => 100;
    }

    /// <summary>Trains and gives the accuracy.</summary>
    [Main]
    private double Train(Run run, Device device, int epochs, int batchSize, long outputWeights)
    {
        using var model = BuildModel(words: 1_000);
        model.to(device);
        using var data = this.LoadSentences(maxLength: 20);
        using var optimizer = Optimizer.Create(model);
        using var trainer = CreateTrainer(
            model,
            optimizer,
            CrossEntropyLoss(),
            new EarlyStopping("val_accuracy") { Patience = 2 },
            new ModelCheckpoint("best.weights", "val_loss"),
            new ReduceLROnPlateau(Logs.Names.ValLoss));
        trainer.Fit(data.Batches(batchSize), epochs, data.Batches(batchSize));
        run.LogScalar("weights", outputWeights);
        return trainer.Evaluate(data.Batches(batchSize)).Accuracy;
    }

    /// <summary>Counts the sentences.</summary>
    [Command("count")]
    private static long Count(SentenceSource sentences, [FromConfig("sentences.limit")] int limit, ILogger log)
    {
        log.LogInformation("{Path}", sentences.Path);
        return limit;
    }
}
