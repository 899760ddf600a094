namespace ApiDocsSample.Words;

/// <summary>Vectors of words, all of the same dimension.</summary>
public sealed class WordVectors
{
    private readonly Dictionary<string, float[]> _vectors = [];
    private readonly List<string> _words = [];

    /// <summary>
    /// Vectors in a given order, each of <paramref name="dimension"/> numbers; of a word that comes twice the first is kept.
    /// </summary>
    public WordVectors(int dimension, IEnumerable<(string Word, float[] Vector)> vectors)
    {
        Dimension = dimension;
        foreach (var (word, vector) in vectors)
            if (_vectors.TryAdd(word, vector))
                _words.Add(word);
    }

    /// <summary>How many numbers a vector has.</summary>
    public int Dimension { get; }

    /// <summary>The words, in their order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The vector of a word, or null.</summary>
    public float[]? this[string word] => _vectors.GetValueOrDefault(word);

    /// <summary>
    /// The weights of an embedding layer for a vocabulary, scaled to a variance of 1, which a fresh embedding layer has too and a network
    /// learns from fastest. Words without a vector (and "unknown") are drawn at random with that variance; padding is zero.
    /// </summary>
    public EmbeddingWeights WeightsFor(Vocabulary vocabulary, int seed)
    {
        var random = new Random(seed);
        var weights = new float[vocabulary.Count * Dimension];
        // A uniform distribution on [-a, a] has the variance a^2 / 3.
        foreach (ref var weight in weights.AsSpan(Dimension))
            weight = ((random.NextSingle() * 2) - 1) * MathF.Sqrt(3);
        var known = vocabulary.Words.Select(word => word.Word).Where(_vectors.ContainsKey).ToList();
        var scale = ScaleOf(known);
        foreach (var word in known)
            for (var i = 0; i < Dimension; i++)
                weights[(vocabulary.IndexOf(word) * Dimension) + i] = _vectors[word][i] * scale;
        return new EmbeddingWeights(weights, vocabulary.Count, Dimension, known.Count);
    }

    private float ScaleOf(IEnumerable<string> words)
    {
        var meanSquare = words.SelectMany(word => _vectors[word]).Select(value => value * value).DefaultIfEmpty(0).Average();
        return meanSquare > 0 ? 1 / MathF.Sqrt(meanSquare) : 1;
    }
}

/// <summary>
/// The weights of an embedding [rows, columns], row by row, and how many of the vocabulary's words were found in the vectors.
/// </summary>
public sealed record EmbeddingWeights(float[] Values, int Rows, int Columns, int WordsFound)
{
    /// <summary>The share of the vocabulary's words that have a vector, 0 to 1.</summary>
    public double Coverage => WordsFound / (double)Math.Max(1, Rows - 2);
}
