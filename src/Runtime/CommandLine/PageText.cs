using System.Buffers;
using System.Text;

namespace Gen.CommandLine;

/// <summary>
/// A page on its way to a writer, in pieces of some dozens of lines from one pooled array: neither a write for each line, nor a text of all that a few hundred
/// lines would make a large object, which only a full collection frees.
/// </summary>
/// <param name="output">Where it goes; all of it only once this is flushed.</param>
internal sealed class PageText(TextWriter output) : IDisposable
{
    private const int Piece = 4096;

    private char[] _text = ArrayPool<char>.Shared.Rent(2 * Piece);
    private int _length;
    private int _lineStart;

    /// <summary>Appends a text.</summary>
    public void Append(string text)
    {
        text.CopyTo(Free(text.Length));
        _length += text.Length;
    }

    /// <summary>Appends UTF-8; gives back how many characters it is.</summary>
    public int Append(ReadOnlySpan<byte> text)
    {
        var length = Encoding.UTF8.GetChars(text, Free(text.Length));   // no byte is more than one character
        _length += length;
        return length;
    }

    /// <summary>Appends spaces; none for a negative number.</summary>
    public void AppendSpaces(int count)
    {
        if (count <= 0)
            return;
        Free(count)[..count].Fill(' ');
        _length += count;
    }

    /// <summary>Ends a line, without white space at its end.</summary>
    public void EndLine()
    {
        while (_length > _lineStart && char.IsWhiteSpace(_text[_length - 1]))
            _length--;
        Append(Environment.NewLine);
        _lineStart = _length;
        if (_length >= Piece)
            Flush();
    }

    /// <summary>Writes what was not written yet.</summary>
    public void Flush()
    {
        output.Write(_text, 0, _length);
        (_length, _lineStart) = (0, 0);
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_text);
        _text = [];
    }

    private Span<char> Free(int count)
    {
        if (_text.Length - _length < count)
            Grow(count);
        return _text.AsSpan(_length);
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(2 * _text.Length, _length + count));
        _text.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text);
        _text = larger;
    }
}
