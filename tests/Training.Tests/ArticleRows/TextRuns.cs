using System.Text.Json;
using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.ArticleRows;

/// <summary>The experiment of the first article: an LSTM that reads texts of 14 classes, with the article's config.</summary>
[Experiment("my_runs")]
internal sealed partial record TextRuns
{
    public int MaxVocabSize { get; init; } = 5_000;
    public int MinWordCount { get; init; } = 10;
    public string VocabPath { get; init; } = "word2vec_vocab.p";
    public int EmbeddingSize { get; init; } = 300;
    public int MaxInputLength { get; init; } = 500;
    public int BatchSize { get; init; } = 100;
    public int BatchesPerEpoch { get; init; } = 10;
    public int Epochs { get; init; } = 100;
    public bool EmbeddingTrainable { get; init; }
    public bool BuildOwnVocab { get; init; }
    public bool UseGoogleWord2vec { get; init; } = true;
    public int NumClasses { get; init; } = 14;
    public bool DoFinalEval { get; init; } = true;

    /// <summary>The same with texts and vectors that take no time.</summary>
    public static TextRuns Small { get; } = new() { EmbeddingSize = 8, MaxInputLength = 6, Epochs = 2, BatchesPerEpoch = 3, Seed = 7 };

    [NamedConfig]
    public sealed class TrainableEmbed
    {
        public bool EmbeddingTrainable => true;
    }

    [NamedConfig]
    public sealed class FrozenEmbed
    {
        public bool EmbeddingTrainable => false;
    }

    [Metric]
    private static Tensor CategoricalAccuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    [Metric]
    private static Tensor BrierPred(Tensor yPred, int numClasses) => Probability.BrierSkillByLargest(yPred.softmax(1), numClasses);

    [Metric]
    private static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Precision(yTrue, yPred, numClasses);

    [Metric]
    private static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    [Metric("fmeasure")]
    private static Tensor FMeasure(Tensor yTrue, Tensor yPred, int numClasses) => Classification.F1(yTrue, yPred, numClasses);

    [Captured]
    internal static TextModel BuildLstmModel(long vocabSize, int embeddingSize, int maxInputLength, bool embeddingTrainable,
        [FromConfig(nameof(NumClasses))] int numOutputs, int internalLstmSize = 100) =>
        new(vocabSize, embeddingSize, maxInputLength, embeddingTrainable, numOutputs, internalLstmSize);

    [Captured]
    internal static IReadOnlyDictionary<string, JsonElement> ReadConfig(Run run) => run.Config;

    /// <summary>Trains with callbacks, in the run of this config or outside of any.</summary>
    internal History Fit(params Callback[] callbacks) => Fit(null, callbacks);

    [Main]
    private double Train(bool doFinalEval)
    {
        double accuracy = 0;
        Fit(trainer => accuracy = doFinalEval ? Evaluate(trainer).CategoricalAccuracy : double.NaN);
        return accuracy;
    }

    private History Fit(Action<Trainer<EvaluationLogs>>? then, params Callback[] callbacks)
    {
        using var model = BuildLstmModel(vocabSize: TextData.Words, internalLstmSize: 8);
        using var optimizer = optim.Adam(model.parameters().Where(p => p.requires_grad), 0.03);
        using var loss = CrossEntropyLoss();
        using var train = TextData.Draw(300, MaxInputLength, seed: 1);
        using var validation = TextData.Draw(140, MaxInputLength, seed: 2);
        using var trainer = CreateTrainer(model, optimizer, loss, callbacks);
        var history = trainer.Fit(
            train.Batches(BatchSize, shuffle: true, batchesPerEpoch: BatchesPerEpoch), Epochs, validation.Batches(1000));
        then?.Invoke(trainer);
        return history;
    }

    private EvaluationLogs Evaluate(Trainer<EvaluationLogs> trainer)
    {
        using var test = TextData.Draw(280, MaxInputLength, seed: 3);
        return trainer.Evaluate(test.Batches(1000));
    }
}

/// <summary>Word indices [n, length] to logits [n, outputs].</summary>
internal sealed class TextModel : Module<Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly LSTM lstm;
    private readonly Linear output;

    public TextModel(long words, int size, int length, bool trainWords, int outputs, int lstmSize)
        : base(nameof(TextModel))
    {
        Length = length;
        embedding = Embedding(words, size);
        embedding.weight!.requires_grad = trainWords;
        lstm = LSTM(size, lstmSize, batchFirst: true);
        output = Linear(lstmSize, outputs);
        RegisterComponents();
    }

    public int Length { get; }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (states, _, _) = lstm.call(embedding.call(input));
        return output.call(states.mean([1])).MoveToOuterDisposeScope();
    }
}

/// <summary>Texts of 14 classes: half of the words of a text are those of its class.</summary>
internal static class TextData
{
    public const int Classes = 14;
    public const int Words = 30;

    public static TensorData Draw(int rows, int length, int seed)
    {
        var random = new Random(seed);
        var labels = Enumerable.Range(0, rows).Select(i => (long)(i % Classes)).ToArray();
        var words = labels.SelectMany(k => Enumerable.Range(0, length).Select(i => i % 2 == 0 ? 2 * k : random.Next(Words))).ToArray();
        using var scope = NewDisposeScope();
        return new TensorData(tensor(words, [rows, length]), tensor(labels));
    }
}
