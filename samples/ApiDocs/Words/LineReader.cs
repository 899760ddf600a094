using ApiDocsSample.Documents;

namespace ApiDocsSample.Words;

/// <summary>Reads a text line by line and knows where it is, for errors that say so.</summary>
internal sealed class LineReader(TextReader text, string name)
{
    private int _line;

    /// <summary>The next line without the white space at its end; null after the last.</summary>
    public string? Next()
    {
        _line++;
        return text.ReadLine()?.TrimEnd();
    }

    /// <summary>The next line, which must be there.</summary>
    /// <exception cref="DataException">The text has ended: <paramref name="missing"/> says what is missing.</exception>
    public string Next(string missing) => Next() ?? throw new DataException($"{name} ends before line {_line}: {missing}");

    /// <summary>An error on the line read last.</summary>
    public DataException Error(string problem) => new($"{name}, line {_line}: {problem}");
}
