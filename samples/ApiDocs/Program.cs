using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using ApiDocsSample;
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
    // Documents and words do not depend on a run's seed: runs are compared on one validation set.
    private const int DataSeed = 1;

    private const int EvaluationBatch = 1_000;
    private const int SkipGramEpochs = 5;

    /// <summary>Size of the vocabulary, which has the most frequent words.</summary>
    [Range(100, 1_000_000)] public int MaxVocabSize { get; init; } = 5_000;

    /// <summary>Minimum number of occurrences of a word in the vocabulary.</summary>
    [Range(1, 1_000)] public int MinWordCount { get; init; } = 2;

    /// <summary>File that keeps the vocabulary and the word vectors learned from the documents for the next run.</summary>
    public string VocabPath { get; init; } = ".cache/api-docs-words.txt";

    /// <summary>Learn vocabulary and vectors again, even if vocab_path has them.</summary>
    public bool BuildOwnVocab { get; init; }

    /// <summary>File of word2vec vectors, text or binary, to use instead of vectors learned from the documents.</summary>
    public string? Vectors { get; init; }

    /// <summary>Start with random word vectors, instead of learning them from the documents first.</summary>
    public bool RandomVectors { get; init; }

    /// <summary>CSV file of documents (label,title,abstract) to use instead of the .NET documentation.</summary>
    public string? Data { get; init; }

    /// <summary>Number of classes: the largest namespaces.</summary>
    [Range(2, 1_000)] public int NumClasses { get; init; } = 14;

    /// <summary>Length of a word vector.</summary>
    [Range(1, 4_096)] public int EmbeddingSize { get; init; } = 100;

    /// <summary>Number of words read of a text.</summary>
    [Range(1, 10_000)] public int MaxInputLength { get; init; } = 40;

    /// <summary>Train the word vectors further.</summary>
    public bool EmbeddingTrainable { get; init; }

    /// <summary>Documents in a batch.</summary>
    [Range(1, 100_000)] public int BatchSize { get; init; } = 100;

    /// <summary>Batches in an epoch; null for one pass through the documents.</summary>
    [Range(1, int.MaxValue)] public int? BatchesPerEpoch { get; init; }

    /// <summary>Number of epochs.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 5;

    /// <summary>Learning rate of Adam.</summary>
    [Range(0.0, 10.0, MinimumIsExclusive = true)] public double LearningRate { get; init; } = 3e-3;

    /// <summary>Schedule of the learning rate; none for a constant one.</summary>
    public ScheduleConfig? Schedule { get; init; }

    /// <summary>Share of the LSTM's values that a training step leaves out.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)] public double Dropout { get; init; }

    /// <summary>Epochs without a better validation loss after which training stops with the best epoch's weights; null: never.</summary>
    [Range(1, 10_000)] public int? Patience { get; init; }

    /// <summary>Evaluate on the test documents when training is done.</summary>
    public bool DoFinalEval { get; init; } = true;

    /// <summary>The run whose classifier <c>predict</c> uses: its number or folder.</summary>
    public string? TrainedRun { get; init; }

    /// <summary>The text that <c>predict</c> classifies.</summary>
    public string Text { get; init; } = "";

    /// <summary>Number of embedding parameters if the vocabulary has its full size.</summary>
    public int EmbeddingParameters => MaxVocabSize * EmbeddingSize;

    /// <summary>The word vectors are trained further.</summary>
    [NamedConfig]
    public sealed class TrainableEmbed
    {
        public bool EmbeddingTrainable => true;
    }

    /// <summary>Random word vectors, trained with the classifier.</summary>
    [NamedConfig]
    public sealed class OwnVocab
    {
        public bool RandomVectors => true;

        public bool EmbeddingTrainable => true;
    }

    /// <summary>A fast run to try things out.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Epochs => 1;

        public int BatchesPerEpoch => 20;
    }

    [Captured]
    private static Corpus LoadCorpus(string? data, string? vectors, bool randomVectors, int numClasses, string vocabPath,
        bool buildOwnVocab, int maxVocabSize, int minWordCount, int embeddingSize, ILogger log)
    {
        var documents = Dataset.Split(Documents.Load(data), numClasses, DataSeed);
        log.LogInformation("{Train} documents to train on, {Validation} for validation, {Test} for the test",
            documents.Train.Count, documents.Validation.Count, documents.Test.Count);
        if (!randomVectors && vectors is null)
        {
            var learned = LearnedWords.ReadOrLearn(
                vocabPath, documents.Train.Texts, maxVocabSize, minWordCount, embeddingSize, SkipGramEpochs, DataSeed, buildOwnVocab);
            log.LogInformation(
                learned.WasCached ? "{Count} words with vectors from {Path}" : "learned vectors of {Count} words, saved in {Path}",
                learned.Vocabulary.Count, vocabPath);
            return new Corpus(documents, learned.Vocabulary, learned.Vectors.WeightsFor(learned.Vocabulary, DataSeed));
        }

        var vocabulary = Vocabulary.Build(documents.Train.Texts, maxVocabSize, minWordCount);
        var given = randomVectors ? new WordVectors(embeddingSize, []) : WordVectorFile.Read(vectors!, embeddingSize, vocabulary.Contains);
        var weights = given.WeightsFor(vocabulary, DataSeed);
        log.LogInformation("{Count} words, {Coverage:P0} of them with a vector that was given", vocabulary.Count, weights.Coverage);
        return new Corpus(documents, vocabulary, weights);
    }

    // yTrue: namespaces as indices [n]; yPred: logits [n, numClasses].

    /// <summary>Share of documents whose namespace has the largest logit.</summary>
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    /// <summary>Brier skill score: 1 is perfect, 0 no better than equal probabilities, less than 0 worse.</summary>
    [Metric]
    public static Tensor BrierSkill(Tensor yTrue, Tensor yPred, int numClasses) =>
        Probability.BrierSkillByTrueClass(yTrue, yPred.softmax(1), numClasses);

    /// <summary>How certain the predictions are, right or wrong: 1 is certain, 0 is equal probabilities.</summary>
    [Metric]
    public static Tensor BrierPred(Tensor yPred, int numClasses) => Probability.BrierSkillByLargest(yPred.softmax(1), numClasses);

    /// <summary>Precision of each namespace.</summary>
    [Metric]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Precision(yTrue, yPred, numClasses);

    /// <summary>Recall of each namespace.</summary>
    [Metric]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    /// <summary>F measure of each namespace, the harmonic mean of precision and recall.</summary>
    [Metric("fmeasure")]
    public static Tensor FMeasure(Tensor yTrue, Tensor yPred, int numClasses) => Classification.F1(yTrue, yPred, numClasses);

    /// <summary>Builds the classifier, which starts with given word vectors.</summary>
    [Captured]
    internal static TextClassifier BuildLstm(EmbeddingWeights words, bool embeddingTrainable, double dropout,
        [FromConfig(nameof(NumClasses))] int outputs, int lstmSize = 100) => new(words, lstmSize, outputs, embeddingTrainable, dropout);

    /// <summary>Trains the classifier, prints its results, and returns the accuracy on the validation documents.</summary>
    [Main]
    private double Train(Run run)
    {
        var corpus = LoadCorpus();
        TrainedClassifier.Save(run, corpus);
        using var train = corpus.Encode(corpus.Documents.Train, MaxInputLength);
        using var validation = corpus.Encode(corpus.Documents.Validation, MaxInputLength);

        var optimizer = OptimizerChoice.From(parameters => optim.Adam(parameters.Where(p => p.requires_grad), LearningRate));
        var trainer = CreateTrainer(BuildLstm(words: corpus.Words), optimizer, CrossEntropyLoss(), Schedule,
            [.. Callbacks(corpus.Documents.ClassNames)]);
        var watch = Stopwatch.StartNew();
        trainer.Fit(train.Batches(BatchSize, shuffle: true, batchesPerEpoch: BatchesPerEpoch), Epochs, validation.Batches(EvaluationBatch));
        watch.Stop();

        var evaluation = Stopwatch.StartNew();
        var score = trainer.Evaluate(validation.Batches(EvaluationBatch));
        Reports.Record(run, corpus.Documents, score, watch.Elapsed, evaluation.Elapsed);
        EvaluationLogs? final = null;
        if (DoFinalEval)
        {
            using var test = corpus.Encode(corpus.Documents.Test, MaxInputLength);
            final = trainer.Evaluate(test.Batches(EvaluationBatch));
            run.LogScalar("test_loss", final.Loss);
            run.LogScalar("test_accuracy", final.Accuracy);
        }

        Reports.PrintClasses(run.Console, corpus.Documents, score);
        Reports.PrintResult(run.Console, corpus.Documents, score, final, watch.Elapsed);
        return score.Accuracy;
    }

    private IEnumerable<Callback> Callbacks(IReadOnlyList<string> classNames)
    {
        if (Patience is { } patience)
            yield return new EarlyStopping(Logs.Names.ValLoss) { Patience = patience, RestoreBestWeights = true };
        yield return new EvaluationCharts(classNames);
        yield return new ModelCheckpoint("best.weights") { SaveBestOnly = true };
    }

    /// <summary>Trains three classifiers, each as a run of its own, and prints their times and results.</summary>
    [Command("compare-models")]
    private async Task Compare(Run run, long seed)
    {
        (string Name, ApiDocs Config)[] models =
        [
            (Vectors is null ? "learned vectors" : "given vectors", this with { Seed = seed }),
            ("trained further", this with { Seed = seed, EmbeddingTrainable = true }),
            ("own vocabulary", this with { Seed = seed, EmbeddingTrainable = true, RandomVectors = true }),
        ];
        var runs = new List<(string Name, Run Run)>();
        foreach (var (name, config) in models)
            runs.Add((name, await RunAsync(config, run.Options, run.CancellationToken)));
        Reports.PrintComparison(run.Console, runs);
    }

    /// <summary>Prints the most likely namespaces of a text: <c>predict with trained_run=1 text="Opens a file"</c>.</summary>
    [Command("predict")]
    private string Predict(Run run)
    {
        if (TrainedRun is null)
            throw new DataException("predict needs a run that has trained a classifier: trained_run=1, or the run's folder");
        using var classifier = TrainedClassifier.Load(ApiDocs.Restore(TrainedRun, options: run.Options));
        var predictions = classifier.Classify(Text);
        Reports.PrintPredictions(run.Console, predictions);
        run.Info.Set("namespaces", predictions.Select(p => p.Class));
        run.Info.Set("probabilities", predictions.Select(p => p.Probability));
        return predictions[0].Class;
    }
}
