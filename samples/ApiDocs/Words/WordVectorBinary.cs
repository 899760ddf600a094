using System.Buffers.Binary;
using System.Text;
using ApiDocsSample.Documents;

namespace ApiDocsSample.Words;

/// <summary>
/// word2vec's binary format: the word count and dimension as a line of text, then each word, a space, its numbers as little-endian
/// float32, and in some programs' files a line feed.
/// </summary>
internal static class WordVectorBinary
{
    // What is longer than this is no word but the middle of something else.
    private const int LongestWord = 10_000;

    /// <exception cref="DataException">The file is cut short or malformed, or the dimension is not the expected one.</exception>
    public static WordVectors Read(Stream stream, string name, int expectedDimension, Func<string, bool>? keep)
    {
        using var bytes = new BufferedStream(stream, 1 << 20);
        var header = ReadUntil(bytes, '\n') ?? throw Error("word2vec files begin with a line, and this has none");
        var (count, dimension) = WordVectorFile.ParseHeader(header.TrimEnd(), expectedDimension, Error);
        var vectors = new List<(string Word, float[] Vector)>();
        var numbers = new byte[dimension * sizeof(float)];
        for (var read = 0; read < count; read++)
        {
            var word = ReadUntil(bytes, ' ')?.TrimStart('\n', '\r')
                ?? throw Error($"the file is cut short: {read} of {count} vectors are there");
            var length = bytes.ReadAtLeast(numbers, numbers.Length, throwOnEndOfStream: false);
            if (length < numbers.Length)
                throw Error($"the file is cut short: the vector of '{WordVectorFile.Shorten(word)}', number {read + 1} of {count}, "
                    + $"has {length} of {numbers.Length} bytes");
            if (keep?.Invoke(word) != false)
                vectors.Add((word, ToVector(numbers)));
        }
        return new WordVectors(dimension, vectors);

        DataException Error(string problem) => new($"{name}: {problem}");
    }

    public static void Write(WordVectors vectors, Stream stream)
    {
        using var bytes = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        bytes.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{vectors.Words.Count} {vectors.Dimension}\n")));
        foreach (var word in vectors.Words)
        {
            bytes.Write(Encoding.UTF8.GetBytes(word + " "));
            foreach (var value in vectors[word]!)
                bytes.Write(value);
            bytes.Write((byte)'\n');
        }
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

    private static float[] ToVector(ReadOnlySpan<byte> numbers)
    {
        var vector = new float[numbers.Length / sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(numbers[(i * sizeof(float))..]);
        return vector;
    }
}
