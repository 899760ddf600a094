using System.Globalization;
using ApiDocsSample.Documents;

namespace ApiDocsSample.Words;

/// <summary>word2vec's text format: the word count and dimension on the first line, then a word and its numbers on each.</summary>
internal static class WordVectorText
{
    private const NumberStyles Number = NumberStyles.Float;

    /// <exception cref="DataException">A line is malformed or missing, or the dimension is not the expected one.</exception>
    public static WordVectors Read(LineReader lines, int expectedDimension, Func<string, bool>? keep)
    {
        var (count, dimension) = WordVectorFile.ParseHeader(lines.Next("the file is empty"), expectedDimension, lines.Error);
        var vectors = new List<(string Word, float[] Vector)>();
        for (var read = 0; read < count; read++)
        {
            var line = lines.Next($"{read} of {count} vectors are there");
            var space = line.AsSpan().IndexOfAny(' ', '\t');
            if (space <= 0)
                throw lines.Error($"expected a word and {dimension} numbers, found '{WordVectorFile.Shorten(line)}'");
            var word = line[..space];
            if (keep?.Invoke(word) != false)
                vectors.Add((word, Parse(word, line.AsSpan(space + 1), dimension, lines)));
        }
        while (lines.Next() is { } rest)
            if (rest.Length > 0)
                throw lines.Error($"there are more vectors than the {count} that line 1 names");
        return new WordVectors(dimension, vectors);
    }

    public static void Write(WordVectors vectors, TextWriter text)
    {
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{vectors.Words.Count} {vectors.Dimension}"));
        foreach (var word in vectors.Words)
        {
            text.Write(word);
            foreach (var value in vectors[word]!)
            {
                text.Write(' ');
                // The shortest digits that give the same number back.
                text.Write(value.ToString(CultureInfo.InvariantCulture));
            }
            text.WriteLine();
        }
    }

    private static float[] Parse(string word, ReadOnlySpan<char> numbers, int dimension, LineReader lines)
    {
        var vector = new float[dimension];
        var found = 0;
        foreach (var range in numbers.SplitAny(' ', '\t'))
        {
            var digits = numbers[range];
            if (digits.IsEmpty)
                continue;
            if (found < dimension && !float.TryParse(digits, Number, CultureInfo.InvariantCulture, out vector[found]))
                throw lines.Error($"'{digits}' in the vector of '{word}' is not a number");
            found++;
        }
        return found == dimension ? vector : throw lines.Error($"the vector of '{word}' has {found} numbers, expected {dimension}");
    }
}
