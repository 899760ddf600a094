using System.Globalization;
using ApiDocsSample.Documents;

namespace ApiDocsSample.Words;

/// <summary>A vocabulary as text: the number of words on the first line, then a word and its count on each.</summary>
public static class VocabularyFile
{
    /// <summary>Writes a file.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void Save(Vocabulary vocabulary, string path) => AtomicFile.WriteText(path, text => Write(vocabulary, text));

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataException">It cannot be read or is malformed.</exception>
    public static Vocabulary Load(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            return Read(new LineReader(text, path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"vocabulary {path} cannot be read: {problem.Message}");
        }
    }

    internal static void Write(Vocabulary vocabulary, TextWriter text)
    {
        text.WriteLine(vocabulary.Words.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var (word, count) in vocabulary.Words)
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{word} {count}"));
    }

    internal static Vocabulary Read(LineReader lines)
    {
        var first = lines.Next("the number of words is missing");
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw lines.Error($"a vocabulary begins with the number of its words, not '{first}'");
        var words = new List<(string Word, long Count)>();
        var seen = new HashSet<string>();
        while (words.Count < number)
        {
            var line = lines.Next($"{words.Count} of {number} words are there");
            if (line.Split(' ') is not [{ Length: > 0 } word, var digits]
                || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                throw lines.Error($"expected a word and its count, found '{line}'");
            if (!seen.Add(word))
                throw lines.Error($"'{word}' is there twice");
            words.Add((word, count));
        }
        return new Vocabulary(words);
    }
}
