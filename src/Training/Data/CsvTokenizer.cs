namespace Gen.Training.Data;

/// <summary>
/// Splits CSV text (RFC 4180) into cells without allocating strings. Quoted cells may contain delimiters, line ends and doubled quotes;
/// lines end with CRLF, LF or CR; empty lines are skipped. A quote inside a cell that does not begin with one is an ordinary character.
/// </summary>
internal sealed class CsvTokenizer(TextReader text, char delimiter, string file, int bufferSize = 1 << 16)
{
    /// <summary>The longest row, in characters.</summary>
    public const int MaxRow = 1 << 24;

    /// <summary>The largest number of cells in a row.</summary>
    public const int MaxColumns = 1 << 20;

    private readonly char[] _ends = [delimiter, '\r', '\n'];
    private char[] _buffer = new char[bufferSize];
    private int _at;
    private int _filled;
    private int _start;
    private int _length;
    private long _nextLine = 1;
    private bool _inRow;

    // Positions in the text: of the buffer, and of the row.
    private long _passed;
    private long _row;
    private bool _ended;

    /// <summary>The cell, valid until the next one is read.</summary>
    public ReadOnlySpan<char> Cell => _buffer.AsSpan(_start, _length);

    /// <summary>Whether the cell is the last of its row.</summary>
    public bool EndsRow { get; private set; }

    /// <summary>The line where the cell begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The index of the cell in its row, from 0.</summary>
    public int Column { get; private set; }

    /// <summary>Reads the next cell.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool Read()
    {
        if (!_inRow && !SkipEmptyLines()) return false;
        (Column, _row) = _inRow ? (Column + 1, _row) : (0, _passed + _at);
        if (Column == MaxColumns)
            throw new BadDataException($"{file}, line {_nextLine}: the row has more than {MaxColumns} cells.");
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
        for (; Peek() is '\r' or '\n'; (_start, _row) = (_at, _passed + _at)) EndLine();
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

    // Text moves over the doubled quotes, so that the cell is contiguous.
    private void Quoted()
    {
        _at++;
        _start = _at;
        var end = _at - _start;
        while (true)
        {
            if (Peek() < 0)
                throw new BadDataException($"{file}, line {Line}, column {Column + 1}: the opening quote of the cell is not closed.");
            var rest = _buffer.AsSpan(_at, _filled - _at);
            var found = rest.IndexOfAny('"', '\n', '\r');
            var plain = found < 0 ? rest.Length : found;
            rest[..plain].CopyTo(_buffer.AsSpan(_start + end));
            (_at, end) = (_at + plain, end + plain);
            if (found < 0) continue;
            if (_buffer[_at] != '"')
            {
                // EndLine may move the buffer, but not positions relative to the start of the cell.
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
            throw new BadDataException(
                $"{file}, line {_nextLine}, column {Column + 1}: the closing quote of the cell is followed by text."
            );
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

    // Discards the text before the current cell; grows the buffer for a cell that is longer. Positions relative to _start stay valid.
    private bool Fill()
    {
        if (_ended) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
            _passed += _start;
            (_at, _filled, _start) = (_at - _start, _filled - _start, 0);
        }

        if (_passed + _at - _row > MaxRow)
            throw new BadDataException($"{file}, line {_nextLine}: the row is longer than {MaxRow} characters.");
        if (_filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = text.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        _ended = read == 0;
        return !_ended;
    }
}
