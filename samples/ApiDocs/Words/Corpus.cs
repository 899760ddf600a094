using ApiDocsSample.Documents;
using ApiDocsSample.Training;
using Microsoft.Extensions.Logging;
using Gen.Training.Data;
using static TorchSharp.torch;

namespace ApiDocsSample.Words;

/// <summary>Documents, the vocabulary that encodes them, and the weights that an embedding of its words starts with.</summary>
public sealed record Corpus(Dataset Documents, Vocabulary Vocabulary, EmbeddingWeights Words)
{
    private const int SkipGramEpochs = 5;

    /// <summary>With vectors learned from the training documents, or read from where an earlier run left them.</summary>
    public static Corpus WithLearnedWords(Dataset documents, string vocabPath, int maxVocabSize, int minWordCount, int embeddingSize, int seed,
        bool rebuild, ILogger log)
    {
        var learned = TrainedWords.LoadOrTrain(vocabPath, documents.Train.Texts, maxVocabSize, minWordCount, embeddingSize, SkipGramEpochs, seed, rebuild);
        log.LogInformation(learned.WasCached ? "{Count} words with vectors from {Path}" : "learned vectors of {Count} words, kept in {Path}",
            learned.Vocabulary.Count, vocabPath);
        return new Corpus(documents, learned.Vocabulary, learned.Vectors.WeightsFor(learned.Vocabulary, seed));
    }

    /// <summary>With vectors from a word2vec file.</summary>
    public static Corpus WithGivenVectors(Dataset documents, string file, int maxVocabSize, int minWordCount, int embeddingSize, int seed, ILogger log)
    {
        var vocabulary = Vocabulary.Build(documents.Train.Texts, maxVocabSize, minWordCount);
        var weights = WordVectorFile.Read(file, embeddingSize, vocabulary.Contains).WeightsFor(vocabulary, seed);
        log.LogInformation("{Count} words, {Coverage:P0} of them with a vector in {File}", vocabulary.Count, weights.Coverage, file);
        return new Corpus(documents, vocabulary, weights);
    }

    /// <summary>With the documents' own words, whose vectors are drawn at random: to be trained with the classifier.</summary>
    public static Corpus WithRandomVectors(Dataset documents, int maxVocabSize, int minWordCount, int embeddingSize, int seed, ILogger log)
    {
        var vocabulary = Vocabulary.Build(documents.Train.Texts, maxVocabSize, minWordCount);
        log.LogInformation("{Count} words, with random vectors", vocabulary.Count);
        return new Corpus(documents, vocabulary, new WordVectors(embeddingSize, []).WeightsFor(vocabulary, seed));
    }

    /// <summary>A part of the documents as tensors on a device.</summary>
    public TensorData Encode(LabelledTexts part, int maxInputLength, Device device)
    {
        using var scope = NewDisposeScope();
        var texts = tensor(Vocabulary.EncodeAll(part.Texts, maxInputLength), [part.Count, maxInputLength]);
        return new TensorData(texts, tensor([.. part.Labels])).To(device);
    }
}
