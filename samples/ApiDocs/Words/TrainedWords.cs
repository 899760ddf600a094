using System.Security.Cryptography;
using System.Text;
using ApiDocsSample.Documents;

namespace ApiDocsSample.Words;

/// <summary>A vocabulary and vectors learned from texts, and whether they were read from the file that an earlier run left.</summary>
public sealed record TrainedWords(Vocabulary Vocabulary, WordVectors Vectors, bool WasCached)
{
    // Raise this when the tokenizer or the training changes: files of before are then made anew.
    private const string Title = "# Vocabulary and word2vec vectors, version 1:";

    /// <summary>
    /// Reads <paramref name="path"/> if it was made of the same texts with the same settings, else learns and writes it.
    /// </summary>
    /// <param name="path">The file: a line of settings, the vocabulary, the vectors in word2vec's text format.</param>
    /// <param name="texts">What to learn from.</param>
    /// <param name="maxVocabSize">See <see cref="Vocabulary.Build"/>.</param>
    /// <param name="minWordCount">See <see cref="Vocabulary.Build"/>.</param>
    /// <param name="embeddingSize">How many numbers a vector has.</param>
    /// <param name="epochs">How often to go through the texts.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="rebuild">Learn even if the file would do.</param>
    /// <exception cref="DataException">The file cannot be read or written, or is something else that must not be overwritten.</exception>
    public static TrainedWords LoadOrTrain(string path, IReadOnlyList<string> texts, int maxVocabSize, int minWordCount, int embeddingSize,
        int epochs, int seed, bool rebuild = false)
    {
        var settings = $"{Title} max_vocab_size={maxVocabSize} min_word_count={minWordCount} embedding_size={embeddingSize} "
            + $"epochs={epochs} seed={seed} texts={HashOf(texts)}";
        if (Load(path, settings, embeddingSize) is { } cached && !rebuild)
            return cached;

        var vocabulary = Vocabulary.Build(texts, maxVocabSize, minWordCount);
        var vectors = SkipGramTrainer.Train(texts, vocabulary, embeddingSize, epochs, seed);
        AtomicFile.WriteText(path, text =>
        {
            text.WriteLine(settings);
            VocabularyFile.Write(vocabulary, text);
            WordVectorText.Write(vectors, text);
        });
        return new TrainedWords(vocabulary, vectors, WasCached: false);
    }

    private static TrainedWords? Load(string path, string settings, int dimension)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var text = new StreamReader(path);
            var lines = new LineReader(text, path);
            var first = lines.Next() ?? "";
            if (first.Length > 0 && !first.StartsWith(Title[..^2], StringComparison.Ordinal))
                throw new DataException($"vocab_path={path} is another kind of file: delete it, or name a new one");
            return first == settings ? Read(lines, dimension) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"vocab_path={path} cannot be read: {problem.Message}");
        }
    }

    private static TrainedWords? Read(LineReader lines, int dimension)
    {
        try
        {
            return new TrainedWords(VocabularyFile.Read(lines), WordVectorText.Read(lines, dimension, keep: null), WasCached: true);
        }
        catch (DataException)
        {
            // Someone edited it: what can be learned again is no reason to stop.
            return null;
        }
    }

    private static string HashOf(IReadOnlyList<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            // A byte that UTF-8 never has keeps ["ab", "c"] apart from ["a", "bc"].
            hash.AppendData([0xff]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
