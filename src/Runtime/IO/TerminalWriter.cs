using System.ComponentModel;
using System.Text;

namespace Gen.IO;

/// <summary>
/// Writes to a terminal, or to what stands for it: a file on a disk that may be full, a window that may be closed. After the first failed
/// write it writes nothing more, because a run does not depend on who watches it.
/// </summary>
/// <param name="inner">The writer of the terminal.</param>
internal class TerminalWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private volatile bool _isGone;

    /// <summary>The writer of the terminal.</summary>
    protected TextWriter Inner => inner;

    public override Encoding Encoding => inner.Encoding;

    public sealed override void Write(char value) => Write([value]);

    public sealed override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public sealed override void Write(string? value) => Write(value.AsSpan());

    // In one call, so that lines of several processes on one terminal stay whole.
    public sealed override void WriteLine(string? value) => Write($"{value}{NewLine}".AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (_isGone)
            return;
        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (IsFailure(e))
        {
            _isGone = true;
        }
    }

    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (Exception e) when (IsFailure(e))
        {
            _isGone = true;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isGone)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Returns whether an exception says that the terminal cannot be written. With too few open files, .NET cannot set it up.
    /// </summary>
    public static bool IsFailure(Exception e) =>
        e is IOException or UnauthorizedAccessException or ObjectDisposedException or Win32Exception or TypeInitializationException;
}
