using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using ApiDocsSample.Documents;
using ApiDocsSample.Training;
using ApiDocsSample.Words;
using Gen;
using Gen.Training;
using Gen.Training.Metrics;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

return await ApiDocs.RunAsync(args);

/// <summary>Classifies .NET API documentation by namespace: an LSTM reads a member's summary and names the namespace it is from.</summary>
[Experiment("api-docs")]
public sealed partial record ApiDocs
{
    // Documents and words are the same whatever a run's seed is: runs are compared on one validation set.
    private const int DataSeed = 1;

    private const int EvaluationBatch = 1_000;

    /// <summary>Words kept, most frequent first.</summary>
    [Range(100, 1_000_000)]
    public int MaxVocabSize { get; init; } = 5_000;

    /// <summary>A rarer word is unknown.</summary>
    [Range(1, 1_000)]
    public int MinWordCount { get; init; } = 2;

    /// <summary>Where the vocabulary and the word vectors learned from the documents are kept for the next run.</summary>
    public string VocabPath { get; init; } = ".cache/api-docs-words.txt";

    /// <summary>Learn vocabulary and vectors anew, whatever vocab_path holds.</summary>
    public bool BuildOwnVocab { get; init; }

    /// <summary>Word2vec vectors, text or binary, instead of ones learned from the documents.</summary>
    public string? Vectors { get; init; }

    /// <summary>Let word vectors begin at random, instead of learning them from the documents first.</summary>
    public bool RandomVectors { get; init; }

    /// <summary>Documents as CSV (label,title,abstract) instead of the .NET documentation.</summary>
    public string? Data { get; init; }

    /// <summary>Namespaces told apart, the largest ones.</summary>
    [Range(2, 1_000)]
    public int NumClasses { get; init; } = 14;

    /// <summary>Numbers in a word vector.</summary>
    [Range(1, 4_096)]
    public int EmbeddingSize { get; init; } = 100;

    /// <summary>Words read of a text.</summary>
    [Range(1, 10_000)]
    public int MaxInputLength { get; init; } = 40;

    /// <summary>Train the word vectors further.</summary>
    public bool EmbeddingTrainable { get; init; }

    /// <summary>Documents in a training step.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; init; } = 100;

    /// <summary>Steps in an epoch; null for as many as the documents give.</summary>
    [Range(1, int.MaxValue)]
    public int? BatchesPerEpoch { get; init; }

    /// <summary>Times through the training documents.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 5;

    /// <summary>Step size of Adam.</summary>
    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>How the step size changes.</summary>
    public ScheduleConfig Schedule { get; init; } = new();

    /// <summary>Share of the LSTM's values that a training step leaves out.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; }

    /// <summary>Epochs without a better loss on the validation documents after which training ends, with the best epoch's weights; null: it does not.</summary>
    [Range(1, 10_000)]
    public int? Patience { get; init; }

    /// <summary>Evaluate on the test documents when training is done.</summary>
    public bool DoFinalEval { get; init; } = true;

    /// <summary>The run whose classifier <c>predict</c> uses: its number, or its folder.</summary>
    public string? TrainedRun { get; init; }

    /// <summary>What <c>predict</c> classifies.</summary>
    public string Text { get; init; } = "";

    /// <summary>Parameters of the embedding if the vocabulary is full.</summary>
    public int EmbeddingParameters => MaxVocabSize * EmbeddingSize;

    /// <summary>The word vectors are trained further.</summary>
    [NamedConfig]
    public sealed class TrainableEmbed
    {
        public bool EmbeddingTrainable => true;
    }

    /// <summary>The documents' own words, with vectors that the classifier's training alone makes.</summary>
    [NamedConfig]
    public sealed class OwnVocab
    {
        public bool RandomVectors => true;

        public bool EmbeddingTrainable => true;
    }

    /// <summary>A look at everything in a few seconds.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Epochs => 1;

        public int BatchesPerEpoch => 20;
    }

    [Captured]
    private static Corpus LoadCorpus(string? data, string? vectors, bool randomVectors, int numClasses, string vocabPath, bool buildOwnVocab,
        int maxVocabSize, int minWordCount, int embeddingSize, ILogger log)
    {
        var documents = Dataset.Split(DocumentSource.Load(data), numClasses, DataSeed);
        log.LogInformation("{Train} documents to train on, {Validation} for validation, {Test} for the test",
            documents.Train.Count, documents.Validation.Count, documents.Test.Count);
        if (randomVectors)
            return Corpus.WithRandomVectors(documents, maxVocabSize, minWordCount, embeddingSize, DataSeed, log);
        return vectors is null
            ? Corpus.WithLearnedWords(documents, vocabPath, maxVocabSize, minWordCount, embeddingSize, DataSeed, buildOwnVocab, log)
            : Corpus.WithGivenVectors(documents, vectors, maxVocabSize, minWordCount, embeddingSize, DataSeed, log);
    }

    // yTrue: namespaces as indices [n]; yPred: logits [n, numClasses].

    /// <summary>Share of documents whose namespace has the largest logit.</summary>
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    /// <summary>How far the probabilities are from the truth, beside even ones: 1 is perfect, 0 no better than even, less than 0 worse.</summary>
    [Metric]
    public static Tensor BrierSkill(Tensor yTrue, Tensor yPred, int numClasses) => Probability.BrierSkillByTrueClass(yTrue, yPred.softmax(1), numClasses);

    /// <summary>How decided the probabilities are, right or wrong: 1 is certain, 0 even.</summary>
    [Metric]
    public static Tensor BrierPred(Tensor yPred, int numClasses) => Probability.BrierSkillByLargest(yPred.softmax(1), numClasses);

    /// <summary>Per namespace, the share of its documents among those taken for it.</summary>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Precision(yTrue, yPred, numClasses);

    /// <summary>Per namespace, the share of its documents that was found.</summary>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    /// <summary>Per namespace, the harmonic mean of precision and recall.</summary>
    [Metric("fmeasure", Shape = MetricShape.Vector)]
    public static Tensor FMeasure(Tensor yTrue, Tensor yPred, int numClasses) => Classification.F1(yTrue, yPred, numClasses);

    /// <summary>The classifier, with word vectors to start from.</summary>
    [Captured]
    public static TextClassifier BuildLstm(EmbeddingWeights words, Device device, bool embeddingTrainable, double dropout,
        [FromConfig(nameof(NumClasses))] int outputs, int lstmSize = 100)
    {
        var model = new TextClassifier(words, lstmSize, outputs, embeddingTrainable, dropout);
        model.to(device);
        return model;
    }

    /// <summary>Trains the classifier, prints how good it is, and gives the accuracy on the validation documents.</summary>
    [Main]
    private double Train(Run run, Device device, int batchSize, int? batchesPerEpoch, int epochs, double learningRate, int maxInputLength, bool doFinalEval)
    {
        var corpus = LoadCorpus();
        TrainedClassifier.Keep(run, corpus);
        using var model = BuildLstm(words: corpus.Words);
        using var train = corpus.Encode(corpus.Documents.Train, maxInputLength, device);
        using var validation = corpus.Encode(corpus.Documents.Validation, maxInputLength, device);

        using var optimizer = optim.Adam(model.parameters().Where(p => p.requires_grad), learningRate);
        using var loss = CrossEntropyLoss();
        using var trainer = CreateTrainer(model, optimizer, loss, [.. Callbacks(corpus.Documents.ClassNames)]);
        var watch = Stopwatch.StartNew();
        trainer.Fit(train.Batches(batchSize, shuffle: true, steps: batchesPerEpoch), epochs, validation.Batches(EvaluationBatch));
        watch.Stop();

        var evaluation = Stopwatch.StartNew();
        var score = trainer.Evaluate(validation.Batches(EvaluationBatch));
        ModelComparison.Keep(run, corpus.Documents, score, watch.Elapsed, evaluation.Elapsed);
        Logs? final = null;
        if (doFinalEval)
        {
            using var test = corpus.Encode(corpus.Documents.Test, maxInputLength, device);
            final = trainer.Evaluate(test.Batches(EvaluationBatch));
            run.LogScalar("test_loss", final.Loss);
            run.LogScalar("test_accuracy", final.Accuracy);
        }

        ClassTable.Print(run.Console, corpus.Documents, score);
        ResultTable.Print(run.Console, corpus.Documents, score, final, watch.Elapsed);
        return score.Accuracy;
    }

    // What goes along with the training; BackupAndRestore lets `resume` go on with it.
    private IEnumerable<Callback> Callbacks(IReadOnlyList<string> classNames)
    {
        yield return Schedule.Create();
        if (Patience is { } patience)
            yield return new EarlyStopping(Logs.Names.ValLoss) { Patience = patience, RestoreBestWeights = true };
        yield return new ProgressBar();
        yield return new EvaluationCharts(classNames);
        yield return new TensorBoard();
        yield return new ModelCheckpoint("best.weights") { SaveBestOnly = true };
        yield return new BackupAndRestore();
    }

    /// <summary>Trains three classifiers, each as a run of its own, and prints how long they took and how good they are.</summary>
    [Command("compare-models")]
    private async Task Compare(Run run, long seed)
    {
        (string Name, ApiDocs Config)[] models =
        [
            (Vectors is null ? "learned vectors" : "given vectors", this with { Seed = seed }),
            ("trained further", this with { Seed = seed, EmbeddingTrainable = true }),
            ("own vocabulary", this with { Seed = seed, EmbeddingTrainable = true, RandomVectors = true }),
        ];
        var table = new ModelComparison();
        foreach (var (name, config) in models)
            table.Add(name, await RunAsync(config, run.Options, run.CancellationToken));
        table.Print(run.Console);
    }

    /// <summary>Says which namespaces a text is most likely from, with the classifier that an earlier run trained: <c>predict with trained_run=1 text="Opens a file"</c>.</summary>
    [Command("predict")]
    private static string Predict(Run run, string? trainedRun, string text)
    {
        if (trainedRun is null)
            throw new DataException("predict needs a run that has trained a classifier: trained_run=1, or the run's folder");
        using var classifier = TrainedClassifier.Load(Restore(trainedRun, options: run.Options));
        var predictions = classifier.Classify(text);
        PredictionTable.Print(run.Console, predictions);
        run.Info.Set("namespaces", predictions.Select(p => p.Class));
        run.Info.Set("probabilities", predictions.Select(p => p.Probability));
        return predictions[0].Class;
    }
}
