using System.Text;

namespace Gen.Runs;

/// <summary>Passes everything on, and gives the capturing run of the current flow of execution a copy.</summary>
internal sealed class TeeWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        inner.Write(value);
        ConsoleCapture.Sink?.Append([value]);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        inner.Write(buffer);
        ConsoleCapture.Sink?.Append(buffer);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        inner.Write(buffer, index, count);
        ConsoleCapture.Sink?.Append(buffer.AsSpan(index, count));
    }

    public override void Write(string? value)
    {
        inner.Write(value);
        ConsoleCapture.Sink?.Append(value);
    }

    // A line is passed on as one call, so that lines of several processes on one terminal stay whole.
    public override void WriteLine(string? value)
    {
        inner.WriteLine(value);
        if (ConsoleCapture.Sink is not { } sink)
            return;
        sink.Append(value);
        sink.Append(CoreNewLine);
    }

    public override void Flush() => inner.Flush();
}
