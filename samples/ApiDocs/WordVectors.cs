using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace ApiDocsSample;

/// <summary>Vectors of words, all of the same dimension.</summary>
internal sealed class WordVectors
{
    private readonly OrderedDictionary<string, float[]> _vectors = [];

    /// <summary>Creates vectors of <paramref name="dimension"/> numbers, in this order. Of a repeated word the first is kept.</summary>
    public WordVectors(int dimension, IEnumerable<(string Word, float[] Vector)> vectors)
    {
        Dimension = dimension;
        foreach (var (word, vector) in vectors)
            _vectors.TryAdd(word, vector);
    }

    public int Dimension { get; }

    public IReadOnlyList<string> Words => _vectors.Keys;

    /// <summary>The vector of a word, or null.</summary>
    public float[]? this[string word] => _vectors.GetValueOrDefault(word);

    /// <summary>The vectors in word2vec's text format. The numbers have the fewest digits that give the same number back.</summary>
    public IEnumerable<string> Lines =>
    [
        FormattableString.Invariant($"{Words.Count} {Dimension}"),
        .. _vectors.Select(v => $"{v.Key} {string.Join(' ', v.Value.Select(n => n.ToString(CultureInfo.InvariantCulture)))}"),
    ];

    /// <summary>
    /// Returns the weights of an embedding for a vocabulary, scaled to a variance of 1, which a new embedding has too. Words without a
    /// vector (and "unknown") are drawn at random with that variance; padding is zero.
    /// </summary>
    public EmbeddingWeights WeightsFor(Vocabulary vocabulary, int seed)
    {
        var random = new Random(seed);
        var weights = new float[vocabulary.Count * Dimension];
        // A uniform distribution on [-a, a] has the variance a^2 / 3.
        foreach (ref var weight in weights.AsSpan(Dimension))
            weight = ((random.NextSingle() * 2) - 1) * MathF.Sqrt(3);
        var known = vocabulary.Words.Select(word => word.Word).Where(_vectors.ContainsKey).ToList();
        var meanSquare = known.SelectMany(word => _vectors[word]).Select(value => value * value).DefaultIfEmpty(0).Average();
        var scale = meanSquare > 0 ? 1 / MathF.Sqrt(meanSquare) : 1;
        foreach (var word in known)
            for (var i = 0; i < Dimension; i++)
                weights[(vocabulary.IndexOf(word) * Dimension) + i] = _vectors[word][i] * scale;
        return new EmbeddingWeights(weights, vocabulary.Count, Dimension, known.Count);
    }
}

/// <summary>Reads word vectors in word2vec's two formats, such as the files of Google, fastText and gensim.</summary>
internal static class WordVectorFile
{
    // A file with a larger dimension or a longer word is not of these formats.
    private const int LargestDimension = 100_000;
    private const int LongestWord = 10_000;

    /// <summary>Reads a file: <c>.bin</c> is binary, <c>.txt</c> and <c>.vec</c> are text; of others the beginning decides.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimension">The length that vectors must have. The default value 0 allows any length.</param>
    /// <param name="keep">Selects words, for files that are too large for memory; null keeps all.</param>
    public static WordVectors Read(string path, int dimension = 0, Func<string, bool>? keep = null)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (IsBinary(path, stream))
                return ReadBinary(new BufferedStream(stream, 1 << 20), path, dimension, keep);
            using var text = new StreamReader(stream);
            return ReadText(new LineReader(text, path), dimension, keep);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"vectors={path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads the text format: the number of words and the dimension, then a line for each word and its numbers.</summary>
    internal static WordVectors ReadText(LineReader lines, int expectedDimension, Func<string, bool>? keep = null)
    {
        var (count, dimension) = ParseHeader(lines.Next("the file is empty"), expectedDimension, lines.Error);
        var vectors = new List<(string Word, float[] Vector)>();
        for (var read = 0; read < count; read++)
        {
            var line = lines.Next($"{read} of {count} vectors are there");
            var space = line.AsSpan().IndexOfAny(' ', '\t');
            if (space <= 0)
                throw lines.Error($"expected a word and {dimension} numbers, found '{Shorten(line)}'");
            var word = line[..space];
            if (keep?.Invoke(word) != false)
                vectors.Add((word, ParseVector(word, line.AsSpan(space + 1), dimension, lines)));
        }

        while (lines.Next() is { } rest)
            if (rest.Length > 0)
                throw lines.Error($"there are more vectors than the {count} that line 1 names");
        return new WordVectors(dimension, vectors);
    }

    private static float[] ParseVector(string word, ReadOnlySpan<char> numbers, int dimension, LineReader lines)
    {
        var vector = new float[dimension];
        var found = 0;
        foreach (var range in numbers.SplitAny(' ', '\t'))
        {
            var digits = numbers[range];
            if (digits.IsEmpty)
                continue;
            if (found < dimension && !float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out vector[found]))
                throw lines.Error($"'{digits}' in the vector of '{word}' is not a number");
            found++;
        }

        return found == dimension ? vector : throw lines.Error($"the vector of '{word}' has {found} numbers, expected {dimension}");
    }

    // The header is a line of text; then come each word, a space, little-endian float32 numbers and, in some files, a line feed.
    private static WordVectors ReadBinary(Stream bytes, string path, int expectedDimension, Func<string, bool>? keep)
    {
        var header = ReadUntil(bytes, '\n') ?? throw Error("word2vec files begin with a line, and this has none");
        var (count, dimension) = ParseHeader(header.TrimEnd(), expectedDimension, Error);
        var vectors = new List<(string Word, float[] Vector)>();
        var numbers = new byte[dimension * sizeof(float)];
        for (var read = 0; read < count; read++)
        {
            var word = ReadUntil(bytes, ' ')?.TrimStart('\n', '\r')
                ?? throw Error($"the file is cut short: {read} of {count} vectors are there");
            var length = bytes.ReadAtLeast(numbers, numbers.Length, throwOnEndOfStream: false);
            if (length < numbers.Length)
                throw Error($"the file is cut short: vector {read + 1} of {count}, '{Shorten(word)}', has only {length} bytes");
            if (keep?.Invoke(word) != false)
                vectors.Add((word, [.. numbers.Chunk(sizeof(float)).Select(n => BinaryPrimitives.ReadSingleLittleEndian(n))]));
        }

        return new WordVectors(dimension, vectors);

        DataException Error(string problem) => new($"{path}: {problem}");
    }

    // The text before a byte, which is consumed too; null if it does not come.
    private static string? ReadUntil(Stream bytes, char end)
    {
        var text = new List<byte>();
        while (bytes.ReadByte() is >= 0 and var value && text.Count < LongestWord)
        {
            if (value == end)
                return Encoding.UTF8.GetString([.. text]);
            text.Add((byte)value);
        }

        return null;
    }

    private static (int Count, int Dimension) ParseHeader(string line, int expected, Func<string, DataException> error)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var words, var numbers]
            || !int.TryParse(words, out var count) || count < 0
            || !int.TryParse(numbers, out var dimension) || dimension is < 1 or > LargestDimension)
            throw error($"word2vec files begin with the number of words and the dimension, not '{Shorten(line)}'");
        return expected == 0 || dimension == expected
            ? (count, dimension)
            : throw error($"the vectors have {dimension} numbers, expected {expected} (embedding_size)");
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}...";

    private static bool IsBinary(string path, FileStream stream)
    {
        if (Path.GetExtension(path) is (".bin" or ".txt" or ".vec") and var extension)
            return extension == ".bin";
        var buffer = new byte[64 * 1024];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        // Float32 numbers nearly always have bytes that UTF-8 text does not have. The buffer may end within a character.
        return buffer.AsSpan(0, length).ContainsAnyInRange((byte)0, (byte)8)
            || !Enumerable.Range(0, Math.Min(3, length) + 1).Any(cut => Utf8.IsValid(buffer.AsSpan(0, length - cut)));
    }
}

/// <summary>A vocabulary and vectors learned from texts, and whether they were read from the file that an earlier run wrote.</summary>
internal sealed record LearnedWords(Vocabulary Vocabulary, WordVectors Vectors, bool WasCached)
{
    // Change this when the tokenizer or the training changes: older files are then replaced.
    private const string Title = "# Vocabulary and word2vec vectors, version 1:";

    /// <summary>Reads the file if it was made of the same texts with the same settings; else learns and writes it.</summary>
    public static LearnedWords ReadOrLearn(string path, IReadOnlyList<string> texts, int maxVocabSize, int minWordCount, int embeddingSize,
        int epochs, int seed, bool rebuild = false)
    {
        var settings = $"{Title} max_vocab_size={maxVocabSize} min_word_count={minWordCount} embedding_size={embeddingSize} "
            + $"epochs={epochs} seed={seed} texts={HashOf(texts)}";
        if (Read(path, settings, embeddingSize) is { } cached && !rebuild)
            return cached;

        var vocabulary = Vocabulary.Build(texts, maxVocabSize, minWordCount);
        var vectors = SkipGram.Train(texts, vocabulary, embeddingSize, epochs, seed);
        TextFile.Write(path, [settings, .. vocabulary.Lines, .. vectors.Lines]);
        return new LearnedWords(vocabulary, vectors, WasCached: false);
    }

    private static LearnedWords? Read(string path, string settings, int dimension)
    {
        if (!File.Exists(path))
            return null;
        var lines = LineReader.Open(path, "vocab_path=");
        var first = lines.Next() ?? "";
        if (first.Length > 0 && !first.StartsWith(Title[..^2], StringComparison.Ordinal))
            throw new DataException($"vocab_path={path} is another kind of file: delete it, or name a new one");
        if (first != settings)
            return null;
        try
        {
            return new LearnedWords(Vocabulary.Read(lines), WordVectorFile.ReadText(lines, dimension), WasCached: true);
        }
        catch (DataException)
        {
            return null;   // a damaged file is learned again
        }
    }

    private static string HashOf(IReadOnlyList<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0xff]);   // a byte that UTF-8 never has keeps ["ab", "c"] apart from ["a", "bc"]
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

/// <summary>Reads text line by line and knows the line's number for errors.</summary>
internal sealed class LineReader(TextReader text, string name)
{
    private int _line;

    /// <summary>Opens a file; errors name it <paramref name="prefix"/> and its path.</summary>
    public static LineReader Open(string path, string prefix)
    {
        try
        {
            return new LineReader(new StringReader(File.ReadAllText(path)), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{prefix}{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Returns the next line without the white space at its end; null after the last.</summary>
    public string? Next()
    {
        _line++;
        return text.ReadLine()?.TrimEnd();
    }

    public string Next(string missing) => Next() ?? throw new DataException($"{name} ends before line {_line}: {missing}");

    public DataException Error(string problem) => new($"{name}, line {_line}: {problem}");
}

/// <summary>Writes text files as a whole: other runs find the old file or the new one, never a part.</summary>
internal static class TextFile
{
    public static void Write(string path, IEnumerable<string> lines)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var text = new StreamWriter(temporary) { NewLine = "\n" })
                foreach (var line in lines)
                    text.WriteLine(line);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} cannot be written: {e.Message}");
        }
        finally
        {
            if (File.Exists(temporary))   // only after a failure
                File.Delete(temporary);
        }
    }
}
