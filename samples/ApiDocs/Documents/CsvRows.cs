using System.Collections;
using System.Text;

namespace ApiDocsSample.Documents;

/// <summary>
/// The rows of a CSV text (RFC 4180) with the number of the line each begins on. A quoted field may hold commas, line ends and doubled
/// quotes; empty lines are skipped.
/// </summary>
internal sealed class CsvRows(TextReader text, string name) : IEnumerable<(int Line, IReadOnlyList<string> Fields)>
{
    private int _line = 1;

    public IEnumerator<(int Line, IReadOnlyList<string> Fields)> GetEnumerator()
    {
        while (text.Peek() >= 0)
        {
            var line = _line;
            var fields = new List<string>();
            do
                fields.Add(text.Peek() == '"' ? QuotedField() : PlainField());
            while (NextIsComma());
            if (fields is not [""])
                yield return (line, fields);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string PlainField()
    {
        var field = new StringBuilder();
        while (text.Peek() is not (',' or '\r' or '\n' or < 0))
            field.Append((char)text.Read());
        return field.ToString();
    }

    private string QuotedField()
    {
        var begin = _line;
        var field = new StringBuilder();
        text.Read();
        while (true)
        {
            switch (text.Read())
            {
                case < 0:
                    throw new DataException($"{name}, line {begin}: the quoted field that begins here never ends");
                case '"' when text.Peek() == '"':
                    field.Append((char)text.Read());
                    break;
                case '"':
                    return text.Peek() is ',' or '\r' or '\n' or < 0
                        ? field.ToString()
                        : throw new DataException(
                            $"{name}, line {_line}: '{(char)text.Peek()}' after a closing quote (quotes in a field are doubled)");
                case var character:
                    if (character == '\n')
                        _line++;
                    field.Append((char)character);
                    break;
            }
        }
    }

    // Consumes what ends a field: a comma, or the line's end in any system's form.
    private bool NextIsComma()
    {
        var end = text.Read();
        if (end == ',')
            return true;
        if (end == '\r' && text.Peek() == '\n')
            text.Read();
        _line++;
        return false;
    }
}
