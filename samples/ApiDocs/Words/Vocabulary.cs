namespace ApiDocsSample.Words;

/// <summary>The words a model knows, most frequent first, and their indices. Index 0 is padding, 1 stands for every other word.</summary>
public sealed class Vocabulary
{
    /// <summary>The index of padding, which fills short texts up.</summary>
    public const int Padding = 0;

    /// <summary>The index of all words that are not in the vocabulary.</summary>
    public const int Unknown = 1;

    private const int FirstWord = 2;

    private readonly Dictionary<string, int> _indices;

    /// <summary>A vocabulary of given words with their counts, in this order; they must be different.</summary>
    public Vocabulary(IEnumerable<(string Word, long Count)> words)
    {
        Words = [.. words];
        _indices = Words.Index().ToDictionary(word => word.Item.Word, word => word.Index + FirstWord);
    }

    /// <summary>The words that have an index of their own, from index 2 on, and how often each was seen.</summary>
    public IReadOnlyList<(string Word, long Count)> Words { get; }

    /// <summary>How many indices there are, padding and unknown included: the rows of an embedding.</summary>
    public int Count => Words.Count + FirstWord;

    /// <summary>
    /// The most frequent words of <paramref name="texts"/>: those seen at least <paramref name="minWordCount"/> times, and at most so many
    /// that <see cref="Count"/> is <paramref name="maxSize"/>. Equally frequent ones come in the alphabet's order.
    /// </summary>
    public static Vocabulary Build(IEnumerable<string> texts, int maxSize, int minWordCount) =>
        new(texts.SelectMany(Tokenizer.Tokenize)
            .CountBy(word => word)
            .Where(word => word.Value >= minWordCount)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(Math.Max(0, maxSize - FirstWord))
            .Select(word => (word.Key, (long)word.Value)));

    /// <summary>The index of a word, <see cref="Unknown"/> where it has none.</summary>
    public int IndexOf(string word) => _indices.GetValueOrDefault(word, Unknown);

    /// <summary>Whether the word has an index of its own.</summary>
    public bool Contains(string word) => _indices.ContainsKey(word);

    /// <summary>
    /// The indices of a text's first <paramref name="maxInputLength"/> words. A shorter text is padded in front, so that a recurrent
    /// network has the text's end as its last input.
    /// </summary>
    public long[] Encode(string text, int maxInputLength) => EncodeAll([text], maxInputLength);

    /// <summary>All texts encoded, one after the other: the values of a tensor [texts, maxInputLength].</summary>
    public long[] EncodeAll(IReadOnlyList<string> texts, int maxInputLength)
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
