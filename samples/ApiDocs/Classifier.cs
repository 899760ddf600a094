using System.Globalization;
using System.Text.Json;
using Gen;
using Gen.Training;
using Gen.Training.Data;
using Spectre.Console;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ApiDocsSample;

/// <summary>The weights of an embedding [rows, columns], row by row, and how many words of the vocabulary have a vector.</summary>
internal sealed record EmbeddingWeights(float[] Values, int Rows, int Columns, int WordsFound)
{
    /// <summary>The share of the vocabulary's words that have a vector, 0 to 1.</summary>
    public double Coverage => WordsFound / (double)Math.Max(1, Rows - 2);
}

/// <summary>Documents, the vocabulary that encodes them, and the weights that the embedding of its words starts with.</summary>
internal sealed record Corpus(Dataset Documents, Vocabulary Vocabulary, EmbeddingWeights Words)
{
    /// <summary>Returns a part of the documents as tensors: word indices [n, maxInputLength], classes [n].</summary>
    public TensorData Encode(LabeledTexts part, int maxInputLength)
    {
        using var scope = NewDisposeScope();
        return new TensorData(
            tensor(Vocabulary.Encode(part.Texts, maxInputLength), [part.Count, maxInputLength]), tensor([.. part.Labels]));
    }
}

/// <summary>
/// Word indices [n, length] to logits [n, classes]: embedding, LSTM, the maximum of each of its outputs over the text, dropout, linear.
/// </summary>
internal sealed class TextClassifier : Module<Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly LSTM lstm;
    private readonly Dropout dropout;
    private readonly Linear output;

    /// <summary>Creates a classifier that starts with given word vectors, and trains them too if <paramref name="trainWords"/>.</summary>
    public TextClassifier(EmbeddingWeights words, int lstmSize, int classes, bool trainWords, double dropoutRate)
        : base(nameof(TextClassifier))
    {
        using var given = tensor(words.Values, [words.Rows, words.Columns]);
        embedding = Embedding(words.Rows, words.Columns, padding_idx: Vocabulary.Padding);
        embedding.weight = Parameter(given.clone(), requires_grad: trainWords);   // a copy: training must not write into the array
        lstm = LSTM(words.Columns, lstmSize, batchFirst: true);
        dropout = Dropout(dropoutRate);
        output = Linear(lstmSize, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var vectors = embedding.call(input);
        var (states, hidden, cell) = lstm.call(vectors);
        using (states)
        using (hidden)
        using (cell)
        {
            var (largest, positions) = states.max(1);
            using (largest)
            using (positions)
            using (var kept = dropout.call(largest))
                return output.call(kept);
        }
    }
}

/// <summary>A classifier that an earlier run trained, with its words and classes.</summary>
internal sealed class TrainedClassifier : IDisposable
{
    private const string VocabularyFile = "vocabulary.txt";
    private const string ClassesFile = "namespaces.txt";

    private readonly TextClassifier _model;
    private readonly Vocabulary _vocabulary;
    private readonly string[] _classes;
    private readonly int _length;
    private readonly Device _device;

    private TrainedClassifier(TextClassifier model, Vocabulary vocabulary, string[] classes, int length) =>
        (_model, _vocabulary, _classes, _length, _device) = (model, vocabulary, classes, length, model.parameters().First().device);

    /// <summary>Saves in the run folder what is needed beside the weights.</summary>
    public static void Save(Run run, Corpus corpus)
    {
        var folder = Directory.CreateTempSubdirectory("api-docs-");
        try
        {
            foreach (var (name, lines) in new[] { (VocabularyFile, corpus.Vocabulary.Lines), (ClassesFile, corpus.Documents.ClassNames) })
            {
                TextFile.Write(Path.Combine(folder.FullName, name), lines);
                run.AddArtifact(Path.Combine(folder.FullName, name));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Loads the classifier of a run, with its best weights.</summary>
    public static TrainedClassifier Load(Restored<ApiDocs> run)
    {
        var vocabulary = Vocabulary.Read(run.Artifact(VocabularyFile));
        var classes = File.ReadAllLines(run.Artifact(ClassesFile));
        if (classes.Length != run.Experiment.NumClasses)
            throw new DataException($"{ClassesFile} has {classes.Length} names, expected {run.Experiment.NumClasses} (num_classes)");

        // The word vectors are loaded with the weights: here only their number matters.
        var size = run.Experiment.EmbeddingSize;
        var words = new EmbeddingWeights(new float[vocabulary.Count * size], vocabulary.Count, size, 0);
        return new TrainedClassifier(run.Load(e => e.BuildLstm(words)), vocabulary, classes, run.Experiment.MaxInputLength);
    }

    /// <summary>Returns the classes with their probabilities, the most likely first.</summary>
    public IReadOnlyList<(string Class, double Probability)> Classify(string text)
    {
        var indices = _vocabulary.Encode([text], _length);
        if (indices.All(i => i == Vocabulary.Padding))
            throw new DataException("the text is empty: give it some words, as in text=\"Opens a file and reads all lines\"");
        if (!indices.Any(i => i > Vocabulary.Unknown))
            throw new DataException($"the classifier knows none of the words of '{text}'");
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var probabilities = _model.call(tensor(indices, [1, _length], device: _device)).softmax(1).to_type(ScalarType.Float64).cpu();
        return [.. _classes.Zip(probabilities.data<double>().ToArray()).OrderByDescending(c => c.Second)];
    }

    public void Dispose() => _model.Dispose();
}

/// <summary>The tables of results.</summary>
internal static class Reports
{
    private const string TrainingTime = "training_seconds";
    private const string EvaluationTime = "validation_seconds";
    private const string Loss = "validation_loss";
    private const string Accuracy = "validation_accuracy";
    private const string Majority = "majority_class";
    private const string Chance = "chance";

    /// <summary>Prints how good a classifier is at each class.</summary>
    public static void PrintClasses(IAnsiConsole console, Dataset documents, ApiDocs.EvaluationLogs validation)
    {
        var table = NewTable("validation", "documents", "precision", "recall", "F measure");
        foreach (var (k, name) in documents.ClassNames.Index())
        {
            var count = documents.Validation.Labels.Count(label => label == k);
            var (precision, recall, f) = (validation.Precision[k], validation.Recall[k], validation.FMeasure[k]);
            table.AddRow(Markup.Escape(name), $"{count}", $"{precision:F3}", $"{recall:F3}", $"{f:F3}");
        }

        console.Write(table);
    }

    /// <summary>Prints how good a classifier is, beside a random guess and always the most frequent class.</summary>
    public static void PrintResult(
        IAnsiConsole console, Dataset documents, ApiDocs.EvaluationLogs validation, ApiDocs.EvaluationLogs? test, TimeSpan training)
    {
        var table = test is null ? NewTable("", "validation") : NewTable("", "validation", "test");
        Row("documents", $"{documents.Validation.Count}", $"{documents.Test.Count}");
        Row("accuracy", $"{validation.Accuracy:P2}", $"{test?.Accuracy:P2}");
        Row("cross-entropy", $"{validation.Loss:F4}", $"{test?.Loss:F4}");
        Row("Brier skill", $"{validation.BrierSkill:F4}", $"{test?.BrierSkill:F4}");
        Row("majority class", $"{documents.MajorityShare(documents.Validation):P2}", $"{documents.MajorityShare(documents.Test):P2}");
        Row("chance", $"{documents.Chance:P2}", $"{documents.Chance:P2}");
        Row("training time", $"{training:m\\:ss}", "");
        console.Write(table);

        void Row(string name, string validation, string test) => table.AddRow(new[] { name, validation, test }[..table.Columns.Count]);
    }

    /// <summary>Prints the most likely classes of a text.</summary>
    public static void PrintPredictions(IAnsiConsole console, IReadOnlyList<(string Class, double Probability)> predictions)
    {
        var table = NewTable("namespace", "probability");
        foreach (var (name, probability) in predictions.Take(5))
            table.AddRow(Markup.Escape(name), $"{probability:P2}");
        console.Write(table);
    }

    /// <summary>Records in a run what <see cref="PrintComparison"/> prints of it.</summary>
    public static void Record(Run run, Dataset documents, ApiDocs.EvaluationLogs validation, TimeSpan training, TimeSpan evaluation)
    {
        run.Info.Set(TrainingTime, training.TotalSeconds);
        run.Info.Set(EvaluationTime, evaluation.TotalSeconds);
        run.Info.Set(Loss, validation.Loss);
        run.Info.Set(Accuracy, validation.Accuracy);
        run.Info.Set(Majority, documents.MajorityShare(documents.Validation));
        run.Info.Set(Chance, documents.Chance);
    }

    /// <summary>Prints the results of several runs side by side.</summary>
    public static void PrintComparison(IAnsiConsole console, IReadOnlyList<(string Name, Run Run)> models)
    {
        var table = NewTable(["", .. models.Select(m => m.Name)]);
        Row("training time", TrainingTime, v => TimeSpan.FromSeconds(v).ToString("m\\:ss", CultureInfo.InvariantCulture));
        Row("validation loss", Loss, v => $"{v:F4}");
        Row("validation accuracy", Accuracy, v => $"{v:P2}");
        Row("validation time", EvaluationTime, v => $"{v:F2} s");
        Row("majority class", Majority, v => $"{v:P2}");
        Row("chance", Chance, v => $"{v:P2}");
        console.Write(table);

        // A loss that is not a number is recorded as text.
        void Row(string title, string key, Func<double, string> format) => table.AddRow(
            [title, .. models.Select(m => m.Run.Info[key] is { ValueKind: JsonValueKind.Number } value ? format(value.GetDouble()) : "–")]);
    }

    private static Table NewTable(params IReadOnlyList<string> columns)
    {
        var table = new Table().RoundedBorder().AddColumn(columns[0]);
        foreach (var column in columns.Skip(1))
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }
}
