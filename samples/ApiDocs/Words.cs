using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ApiDocsSample;

/// <summary>
/// Splits text into lower-case words. A compound name such as <c>XmlReader</c> gives the name and its parts (<c>xmlreader</c>, <c>xml</c>,
/// <c>reader</c>): the name says most about a text, and the parts say something about a name never seen before.
/// </summary>
internal static class Tokenizer
{
    // Xml|Reader, XML|Reader, but not X|M|L.
    private static readonly Regex s_partStart = new(@"(?<!^)(?<!\p{Lu})(?=\p{Lu})|(?<!^)(?=\p{Lu}\p{Ll})", RegexOptions.Compiled);

    public static IEnumerable<string> Tokenize(string text)
    {
        for (var begin = 0; begin < text.Length; begin++)
        {
            var end = begin;
            while (end < text.Length && IsWordCharacter(text, end, isFirst: end == begin))
                end++;
            if (end == begin)
                continue;
            foreach (var word in WordAndParts(text[begin..end]))
                yield return word.ToLowerInvariant();
            begin = end;
        }
    }

    private static IEnumerable<string> WordAndParts(string word) =>
        s_partStart.Split(word) is { Length: > 1 } parts ? [word, .. parts] : [word];

    // Marks, and the second halves of surrogate pairs, belong to the letter before them.
    private static bool IsWordCharacter(string text, int at, bool isFirst) =>
        char.IsLetterOrDigit(text, at)
        || (!isFirst && (char.IsLowSurrogate(text[at])
            || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));
}

/// <summary>The words that a model knows, most frequent first, with their indices. Index 0 is padding, 1 is any other word.</summary>
internal sealed class Vocabulary
{
    public const int Padding = 0;
    public const int Unknown = 1;
    private const int FirstWord = 2;

    private readonly Dictionary<string, int> _indices;

    public Vocabulary(IEnumerable<(string Word, long Count)> words)
    {
        Words = [.. words];
        _indices = Words.Index().ToDictionary(word => word.Item.Word, word => word.Index + FirstWord);
    }

    /// <summary>The words, from index 2 on, and how often each was seen.</summary>
    public IReadOnlyList<(string Word, long Count)> Words { get; }

    /// <summary>The number of indices, padding and unknown included: the rows of an embedding.</summary>
    public int Count => Words.Count + FirstWord;

    /// <summary>The vocabulary as text: the number of words, then a line for each word and its count.</summary>
    public IEnumerable<string> Lines =>
        [Words.Count.ToString(CultureInfo.InvariantCulture), .. Words.Select(w => FormattableString.Invariant($"{w.Word} {w.Count}"))];

    /// <summary>
    /// Takes the most frequent words of texts, in ordinal order where they are equally frequent: those seen at least
    /// <paramref name="minWordCount"/> times, and so many that <see cref="Count"/> is at most <paramref name="maxSize"/>.
    /// </summary>
    public static Vocabulary Build(IEnumerable<string> texts, int maxSize, int minWordCount) =>
        new(texts.SelectMany(Tokenizer.Tokenize)
            .CountBy(word => word)
            .Where(word => word.Value >= minWordCount)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(Math.Max(0, maxSize - FirstWord))
            .Select(word => (word.Key, (long)word.Value)));

    public static Vocabulary Read(string path) => Read(LineReader.Open(path, "vocabulary "));

    internal static Vocabulary Read(LineReader lines)
    {
        var first = lines.Next("the number of words is missing");
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw lines.Error($"a vocabulary begins with the number of its words, not '{first}'");
        var (words, seen) = (new List<(string Word, long Count)>(), new HashSet<string>());
        while (words.Count < number)
        {
            var line = lines.Next($"{words.Count} of {number} words are there");
            if (line.Split(' ') is not [{ Length: > 0 } word, var digits]
                || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                throw lines.Error($"expected a word and its count, found '{line}'");
            if (!seen.Add(word))
                throw lines.Error($"'{word}' occurs twice");
            words.Add((word, count));
        }

        return new Vocabulary(words);
    }

    public int IndexOf(string word) => _indices.GetValueOrDefault(word, Unknown);

    public bool Contains(string word) => _indices.ContainsKey(word);

    /// <summary>
    /// Returns the indices of each text's first <paramref name="maxInputLength"/> words: the values of a tensor [texts, maxInputLength].
    /// Shorter texts are padded in front, so that the last input of a recurrent network is the end of the text.
    /// </summary>
    public long[] Encode(IReadOnlyList<string> texts, int maxInputLength)
    {
        var all = new long[texts.Count * maxInputLength];
        foreach (var (row, text) in texts.Index())
        {
            var indices = Tokenizer.Tokenize(text).Take(maxInputLength).Select(word => (long)IndexOf(word)).ToArray();
            indices.CopyTo(all, ((row + 1) * maxInputLength) - indices.Length);
        }

        return all;
    }
}

/// <summary>
/// Trains word vectors on texts by predicting each word's neighbors: skip-gram with negative sampling and subsampling of frequent words
/// (Mikolov et al., Distributed Representations of Words and Phrases and their Compositionality, 2013). It runs on one thread, so that the
/// same input and seed always give the same vectors.
/// </summary>
internal sealed class SkipGram
{
    private const int Window = 5;
    private const int Negatives = 5;
    private const float InitialRate = 0.05f;
    private const double Subsampling = 1e-3;

    private readonly int _dimension;
    private readonly Random _random;
    private readonly float[] _vectors;
    private readonly float[] _contexts;
    private readonly float[] _gradient;
    private readonly double[] _keep;
    private readonly int[] _noise;

    private SkipGram(Vocabulary vocabulary, int dimension, int seed)
    {
        _dimension = dimension;
        _random = new Random(seed);
        _vectors = new float[vocabulary.Count * dimension];
        foreach (ref var value in _vectors.AsSpan())
            value = (_random.NextSingle() - 0.5f) / dimension;
        _contexts = new float[_vectors.Length];
        _gradient = new float[dimension];
        var threshold = Subsampling * vocabulary.Words.Sum(word => word.Count);
        _keep = [1, 1, .. vocabulary.Words.Select(word => Math.Sqrt(threshold / word.Count) + (threshold / word.Count))];
        _noise = NoiseTable(vocabulary);
    }

    /// <summary>Trains vectors of <paramref name="dimension"/> numbers for all words of the vocabulary.</summary>
    public static WordVectors Train(IReadOnlyList<string> texts, Vocabulary vocabulary, int dimension, int epochs, int seed)
    {
        if (vocabulary.Words.Count == 0)
            return new WordVectors(dimension, []);
        var trainer = new SkipGram(vocabulary, dimension, seed);
        var sentences = texts
            .Select(text => Tokenizer.Tokenize(text).Where(vocabulary.Contains).Select(vocabulary.IndexOf).ToArray())
            .ToList();
        var steps = Math.Max(1, sentences.Count * epochs);
        for (var step = 0; step < steps; step++)
            trainer.TrainOn(sentences[step % sentences.Count], rate: InitialRate * Math.Max(1e-4f, 1 - (step / (float)steps)));
        return new WordVectors(
            dimension, vocabulary.Words.Select(w => (w.Word, trainer.Row(trainer._vectors, vocabulary.IndexOf(w.Word)).ToArray())));
    }

    private void TrainOn(int[] sentence, float rate)
    {
        var words = Array.FindAll(sentence, word => _random.NextDouble() < _keep[word]);
        for (var at = 0; at < words.Length; at++)
        {
            // A window of random width gives near words more weight than far ones.
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
            var step = rate * (label - (1 / (1 + MathF.Exp(-Dot(vector, row)))));
            AddScaled(gradient, row, step);
            AddScaled(row, vector, step);
        }

        AddScaled(vector, gradient, 1);
    }

    private Span<float> Row(float[] matrix, int index) => matrix.AsSpan(index * _dimension, _dimension);

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

    /// <summary>Returns the inner product of two vectors of the same length, with SIMD.</summary>
    internal static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var lefts = MemoryMarshal.Cast<float, Vector<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < lefts.Length && i < rights.Length; i++)
            sums += lefts[i] * rights[i];
        var sum = Vector.Sum(sums);
        for (var i = lefts.Length * Vector<float>.Count; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    /// <summary>Adds <paramref name="factor"/> times a vector to another of the same length, with SIMD.</summary>
    internal static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        var targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        var sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        for (var i = 0; i < targets.Length && i < sources.Length; i++)
            targets[i] += sources[i] * factor;
        for (var i = targets.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] += source[i] * factor;
    }
}
