namespace Gen.Training.Data;

/// <summary>
/// Cuts CSV text (RFC 4180) into cells without making strings: cells in quotes may hold delimiters, line ends and doubled quotes; lines end with CRLF, LF or
/// CR; lines without any character are passed over. A quote inside a cell that does not begin with one is an ordinary character.
/// </summary>
internal sealed class CsvTokenizer(TextReader text, char delimiter, string file, int bufferSize = 1 << 16)
{
    private readonly char[] _ends = [delimiter, '\r', '\n'];
    private char[] _buffer = new char[bufferSize];
    private int _at;
    private int _filled;
    private int _start;
    private int _length;
    private long _nextLine = 1;
    private bool _inRow;
    private bool _ended;

    /// <summary>The cell, valid until the next one is read.</summary>
    public ReadOnlySpan<char> Cell => _buffer.AsSpan(_start, _length);

    /// <summary>Whether the cell is the last one of its row.</summary>
    public bool EndsRow { get; private set; }

    /// <summary>The line that the cell begins in, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The position of the cell in its row, from 0.</summary>
    public int Column { get; private set; }

    /// <summary>Goes to the next cell.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        if (!_inRow && !SkipEmptyLines()) return false;
        Column = _inRow ? Column + 1 : 0;
        Line = _nextLine;
        _start = _at;
        if (Peek() == '"')
            Quoted();
        else
            Plain();
        EndCell();
        return true;
    }

    private bool SkipEmptyLines()
    {
        for (; Peek() is '\r' or '\n'; _start = _at) EndLine();
        return Peek() >= 0;
    }

    private void Plain()
    {
        while (true)
        {
            var found = _buffer.AsSpan(_at, _filled - _at).IndexOfAny(_ends);
            _at = found >= 0 ? _at + found : _filled;
            if (found >= 0 || !Fill()) break;
        }
        _length = _at - _start;
    }

    // The text between the quotes moves over doubled quotes, so that the cell lies in one piece.
    private void Quoted()
    {
        _at++;
        _start = _at;
        var end = _at - _start;
        while (true)
        {
            if (Peek() < 0) throw new BadDataException($"{file}, line {Line}, column {Column + 1}: the quote that begins the cell is never closed.");
            var rest = _buffer.AsSpan(_at, _filled - _at);
            var found = rest.IndexOfAny('"', '\n', '\r');
            var plain = found < 0 ? rest.Length : found;
            rest[..plain].CopyTo(_buffer.AsSpan(_start + end));
            (_at, end) = (_at + plain, end + plain);
            if (found < 0) continue;
            if (_buffer[_at] != '"')
            {
                // Ending the line may move the buffer, but not the cell's places relative to its start.
                var ending = _at - _start;
                EndLine();
                while (ending < _at - _start) _buffer[_start + end++] = _buffer[_start + ending++];
                continue;
            }
            _at++;
            if (Peek() != '"') break;
            _buffer[_start + end++] = '"';
            _at++;
        }
        _length = end;
        if (Peek() is var next && next >= 0 && next != delimiter && next is not ('\r' or '\n'))
            throw new BadDataException($"{file}, line {_nextLine}, column {Column + 1}: there is text behind the quote that closes the cell.");
    }

    private void EndCell()
    {
        var next = Peek();
        _inRow = next == delimiter;
        EndsRow = !_inRow;
        if (_inRow)
            _at++;
        else if (next >= 0)
            EndLine();
    }

    private void EndLine()
    {
        var first = _buffer[_at++];
        if (first == '\r' && Peek() == '\n') _at++;
        _nextLine++;
    }

    private int Peek() => _at < _filled || Fill() ? _buffer[_at] : -1;

    // What lies before the current cell goes; a cell longer than the buffer makes it grow. Positions relative to _start stay.
    private bool Fill()
    {
        if (_ended) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
            (_at, _filled, _start) = (_at - _start, _filled - _start, 0);
        }
        if (_filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = text.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        _ended = read == 0;
        return !_ended;
    }
}
