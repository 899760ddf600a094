using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gen.Generators.Common;

/// <summary>
/// Writes indented source text with <c>\n</c> line ends on every system. Into one borrowed array: a project's generated files are its
/// builds' largest garbage otherwise.
/// </summary>
internal sealed class SourceWriter
{
    private const int FirstCapacity = 4 * 1024;

    private char[] _text = [];
    private string? _whole;
    private int _length;
    private int _indent;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            AppendIndent();
            Append(line);
        }

        return EndLine();
    }

    /// <summary>Writes an interpolated line part by part, without a string of it.</summary>
    public SourceWriter Line([InterpolatedStringHandlerArgument("")] ref InterpolatedLine line)
    {
        if (_length == line.Start)
            _length -= _indent * 4;
        return EndLine();
    }

    /// <summary>Writes several lines, each at the present indentation.</summary>
    public SourceWriter Lines(string lines)
    {
        for (var start = 0; start <= lines.Length;)
        {
            var end = lines.IndexOf('\n', start);
            end = end < 0 ? lines.Length : end;
            if (lines.IndexOf('\r', start, end - start) >= 0)
                Line(lines.Substring(start, end - start).Replace("\r", ""));
            else if (end == start)
                EndLine();
            else
                AppendIndent().Append(lines, start, end - start).EndLine();
            start = end + 1;
        }

        return this;
    }

    public SourceWriter Open(string? header = null)
    {
        if (header is not null)
            Line(header);
        Line("{");
        _indent++;
        return this;
    }

    /// <summary>Writes an interpolated header part by part, and opens its block.</summary>
    public SourceWriter Open([InterpolatedStringHandlerArgument("")] ref InterpolatedLine header)
    {
        EndLine().Line("{");
        _indent++;
        return this;
    }

    /// <summary>Ends a block, without an empty line before the brace.</summary>
    public SourceWriter Close(string end = "}")
    {
        _indent--;
        Reserve(0);
        if (_length > 2 && _text[_length - 1] == '\n' && _text[_length - 2] == '\n')
            _length--;
        return Line(end);
    }

    public SourceWriter Indent()
    {
        _indent++;
        return this;
    }

    public SourceWriter Unindent()
    {
        _indent--;
        return this;
    }

    /// <summary>The text so far. Gives the array back: as a rule nothing more is written.</summary>
    public override string ToString()
    {
        if (_whole is null)
        {
            _whole = new string(_text, 0, _length);
            Return();
            _text = [];
        }

        return _whole;
    }

    /// <summary>Starts a line, and tells where its text begins.</summary>
    internal int StartLine() => AppendIndent()._length;

    internal SourceWriter Append(string text) => Append(text, 0, text.Length);

    private SourceWriter AppendIndent()
    {
        var blanks = _indent * 4;
        Reserve(blanks);
        _text.AsSpan(_length, blanks).Fill(' ');
        _length += blanks;
        return this;
    }

    private SourceWriter Append(string text, int start, int length)
    {
        Reserve(length);
        text.CopyTo(start, _text, _length, length);
        _length += length;
        return this;
    }

    private SourceWriter EndLine()
    {
        Reserve(1);
        _text[_length++] = '\n';
        return this;
    }

    private void Reserve(int more)
    {
        if (_length + more <= _text.Length)
            return;
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(Math.Max(_length + more, _text.Length * 2), FirstCapacity));
        if (_whole is null)
            _text.AsSpan(0, _length).CopyTo(larger);
        else
            _whole.CopyTo(0, larger, 0, _length);
        Return();
        (_text, _whole) = (larger, null);
    }

    private void Return()
    {
        if (_text.Length > 0)
            ArrayPool<char>.Shared.Return(_text);
    }
}
