namespace ApiDocsSample.Words;

/// <summary>
/// Trains word vectors on texts by predicting each word's neighbours: skip-gram with negative sampling and subsampling of frequent
/// words (Mikolov et al., Distributed Representations of Words and Phrases and their Compositionality, 2013). Single-threaded, so that
/// the same input and seed always give the same vectors.
/// </summary>
public sealed class SkipGramTrainer
{
    private const int Window = 5;
    private const int Negatives = 5;
    private const float InitialRate = 0.05f;
    private const double Subsampling = 1e-3;

    private readonly Vocabulary _vocabulary;
    private readonly int _dimension;
    private readonly Random _random;
    private readonly float[] _vectors;
    private readonly float[] _contexts;
    private readonly float[] _gradient;
    private readonly double[] _keep;
    private readonly int[] _noise;

    private SkipGramTrainer(Vocabulary vocabulary, int dimension, int seed)
    {
        _vocabulary = vocabulary;
        _dimension = dimension;
        _random = new Random(seed);
        _vectors = new float[vocabulary.Count * dimension];
        foreach (ref var value in _vectors.AsSpan())
            value = (_random.NextSingle() - 0.5f) / dimension;
        _contexts = new float[_vectors.Length];
        _gradient = new float[dimension];
        _keep = KeepProbabilities(vocabulary);
        _noise = NoiseTable(vocabulary);
    }

    /// <summary>
    /// Vectors of <paramref name="dimension"/> numbers for all words of the vocabulary, learned from <paramref name="texts"/>.
    /// </summary>
    public static WordVectors Train(IReadOnlyList<string> texts, Vocabulary vocabulary, int dimension, int epochs, int seed)
    {
        if (vocabulary.Words.Count == 0)
            return new WordVectors(dimension, []);
        var trainer = new SkipGramTrainer(vocabulary, dimension, seed);
        var sentences = texts
            .Select(text => Tokenizer.Tokenize(text).Where(vocabulary.Contains).Select(vocabulary.IndexOf).ToArray())
            .ToList();
        var steps = Math.Max(1, sentences.Count * epochs);
        for (var step = 0; step < steps; step++)
            trainer.TrainOn(sentences[step % sentences.Count], rate: InitialRate * Math.Max(1e-4f, 1 - (step / (float)steps)));
        return new WordVectors(dimension, vocabulary.Words.Select(word => (word.Word, trainer.VectorOf(word.Word))));
    }

    private void TrainOn(int[] sentence, float rate)
    {
        var words = Array.FindAll(sentence, word => _random.NextDouble() < _keep[word]);
        for (var at = 0; at < words.Length; at++)
        {
            // A window of random width weighs near words more than far ones.
            var reach = _random.Next(1, Window + 1);
            for (var other = Math.Max(0, at - reach); other <= Math.Min(words.Length - 1, at + reach); other++)
                if (other != at)
                    TrainPair(words[other], words[at], rate);
        }
    }

    // One step of logistic regression that tells the true context from random words.
    private void TrainPair(int word, int context, float rate)
    {
        var vector = Row(_vectors, word);
        var gradient = _gradient.AsSpan();
        gradient.Clear();
        for (var sample = 0; sample <= Negatives; sample++)
        {
            var target = sample == 0 ? context : _noise[_random.Next(_noise.Length)];
            if (sample > 0 && target == context)
                continue;
            var row = Row(_contexts, target);
            var label = sample == 0 ? 1f : 0f;
            var step = rate * (label - (1 / (1 + MathF.Exp(-VectorMath.Dot(vector, row)))));
            VectorMath.AddScaled(gradient, row, step);
            VectorMath.AddScaled(row, vector, step);
        }
        VectorMath.AddScaled(vector, gradient, 1);
    }

    private float[] VectorOf(string word) => Row(_vectors, _vocabulary.IndexOf(word)).ToArray();

    private Span<float> Row(float[] matrix, int index) => matrix.AsSpan(index * _dimension, _dimension);

    private static double[] KeepProbabilities(Vocabulary vocabulary)
    {
        var threshold = Subsampling * vocabulary.Words.Sum(word => word.Count);
        return [1, 1, .. vocabulary.Words.Select(word => Math.Sqrt(threshold / word.Count) + (threshold / word.Count))];
    }

    // Each word in proportion to count^0.75, as in the paper: rare words get more than their share.
    private static int[] NoiseTable(Vocabulary vocabulary)
    {
        const int Size = 100_000;
        var table = new int[Size];
        var weights = vocabulary.Words.Select(word => Math.Pow(word.Count, 0.75)).ToArray();
        var (total, sum, next) = (weights.Sum(), 0.0, 0);
        for (var word = 0; word < weights.Length; word++)
        {
            sum += weights[word];
            var end = word == weights.Length - 1 ? Size : (int)(sum / total * Size);
            table.AsSpan(next, end - next).Fill(vocabulary.IndexOf(vocabulary.Words[word].Word));
            next = end;
        }
        return table;
    }
}
