using ApiDocsSample.Documents;
using ApiDocsSample.Words;
using Gen;
using Gen.Training;
using static TorchSharp.torch;

namespace ApiDocsSample.Training;

/// <summary>A classifier that a run trained, with the words and the namespaces that it knows.</summary>
public sealed class TrainedClassifier : IDisposable
{
    private const string VocabularyName = "vocabulary.txt";
    private const string ClassesName = "namespaces.txt";

    private readonly TextClassifier _model;
    private readonly Vocabulary _vocabulary;
    private readonly string[] _classes;
    private readonly int _length;
    private readonly Device _device;

    private TrainedClassifier(TextClassifier model, Vocabulary vocabulary, string[] classes, int length) =>
        (_model, _vocabulary, _classes, _length, _device) = (model, vocabulary, classes, length, model.parameters().First().device);

    /// <summary>Keeps in the run folder what is needed beside the weights.</summary>
    public static void Keep(Run run, Corpus corpus)
    {
        var folder = Directory.CreateTempSubdirectory("api-docs-");
        try
        {
            var (vocabulary, classes) = (Path.Combine(folder.FullName, VocabularyName), Path.Combine(folder.FullName, ClassesName));
            VocabularyFile.Save(corpus.Vocabulary, vocabulary);
            AtomicFile.WriteText(classes, text => text.WriteLine(string.Join('\n', corpus.Documents.ClassNames)));
            run.AddArtifact(vocabulary);
            run.AddArtifact(classes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The classifier of a run, with its best weights.</summary>
    /// <exception cref="RestoreException">The run has none.</exception>
    /// <exception cref="DataException">A file of the run is damaged.</exception>
    public static TrainedClassifier Load(Restored<ApiDocs> run)
    {
        var vocabulary = VocabularyFile.Load(run.Artifact(VocabularyName));
        var classes = File.ReadAllLines(run.Artifact(ClassesName));
        if (classes.Length != run.Experiment.NumClasses)
            throw new DataException($"{run.Artifact(ClassesName)} has {classes.Length} names, and the model tells {run.Experiment.NumClasses} apart");

        // The word vectors come with the weights: here only their number counts.
        var size = run.Experiment.EmbeddingSize;
        var words = new EmbeddingWeights(new float[vocabulary.Count * size], vocabulary.Count, size, 0);
        return new TrainedClassifier(run.Load(e => e.BuildLstm(words)), vocabulary, classes, run.Experiment.MaxInputLength);
    }

    /// <summary>The namespaces with their probabilities, the most likely first.</summary>
    /// <exception cref="DataException">The text has no word that the classifier knows.</exception>
    public IReadOnlyList<(string Class, double Probability)> Classify(string text)
    {
        var indices = _vocabulary.Encode(text, _length);
        if (indices.All(i => i == Vocabulary.Padding))
            throw new DataException("the text is empty: give it some words, as in text=\"Opens a file and reads all lines\"");
        if (!indices.Any(i => i > Vocabulary.Unknown))
            throw new DataException($"the classifier knows none of the words of '{text}', so it can say nothing about it");
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var probabilities = _model.call(tensor(indices, [1, _length], device: _device)).softmax(1).to_type(ScalarType.Float64).cpu();
        return [.. _classes.Zip(probabilities.data<double>().ToArray()).OrderByDescending(c => c.Second)];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
