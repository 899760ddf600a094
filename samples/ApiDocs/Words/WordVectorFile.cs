using System.Text.Unicode;
using ApiDocsSample.Documents;

namespace ApiDocsSample.Words;

/// <summary>Word vectors in word2vec's two formats, as Google's, fastText's and gensim's files are.</summary>
public static class WordVectorFile
{
    // Enough of a file to tell text from binary.
    private const int Sample = 64 * 1024;

    // No real vectors come near it; what claims more is another kind of file.
    private const int LargestDimension = 100_000;

    /// <summary>
    /// Reads a file of either format; <c>.bin</c> is binary and <c>.txt</c> and <c>.vec</c> text, others are looked into.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="dimension">How many numbers each vector must have; 0 takes any number.</param>
    /// <param name="keep">Which words to keep, of files too large for memory; null keeps all.</param>
    /// <exception cref="DataException">It cannot be read, is malformed or has vectors of another dimension.</exception>
    public static WordVectors Read(string path, int dimension = 0, Func<string, bool>? keep = null)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (IsBinary(path, stream))
                return WordVectorBinary.Read(stream, path, dimension, keep);
            using var text = new StreamReader(stream);
            return WordVectorText.Read(new LineReader(text, path), dimension, keep);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"vectors={path} cannot be read: {problem.Message}");
        }
    }

    /// <summary>Writes a file in the text format.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void WriteText(WordVectors vectors, string path) =>
        AtomicFile.WriteText(path, text => WordVectorText.Write(vectors, text));

    /// <summary>Writes a file in the binary format.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void WriteBinary(WordVectors vectors, string path) =>
        AtomicFile.Write(path, stream => WordVectorBinary.Write(vectors, stream));

    /// <summary>The word count and dimension in a file's first line.</summary>
    internal static (int Count, int Dimension) ParseHeader(string line, int expected, Func<string, DataException> error)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var words, var numbers]
            || !int.TryParse(words, out var count) || count < 0
            || !int.TryParse(numbers, out var dimension) || dimension is < 1 or > LargestDimension)
            throw error($"word2vec files begin with the number of words and the dimension, not '{Shorten(line)}'");
        return expected == 0 || dimension == expected
            ? (count, dimension)
            : throw error($"the vectors have {dimension} numbers, expected {expected} (embedding_size)");
    }

    internal static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}...";

    private static bool IsBinary(string path, FileStream stream)
    {
        switch (Path.GetExtension(path))
        {
            case ".bin":
                return true;
            case ".txt" or ".vec":
                return false;
        }
        var buffer = new byte[Sample];
        var length = stream.ReadAtLeast(buffer, Sample, throwOnEndOfStream: false);
        stream.Position = 0;
        // Text has no control characters; numbers of four bytes nearly always have some, or are no UTF-8.
        if (buffer.AsSpan(0, length).ContainsAnyInRange((byte)0, (byte)8))
            return true;
        // The sample may end within a character, which takes at most four bytes.
        for (var cut = 0; cut < 4 && cut <= length; cut++)
            if (Utf8.IsValid(buffer.AsSpan(0, length - cut)))
                return false;
        return true;
    }
}
