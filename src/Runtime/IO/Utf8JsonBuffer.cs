using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace Gen.IO;

/// <summary>A growing buffer of JSON text for the two files that hold every scalar, where a general writer's checks would be most of the cost.</summary>
internal sealed class Utf8JsonBuffer
{
    private const int MicrosecondDigits = 6;

    private readonly byte[] _time = new byte[Timestamp.Length];
    private byte[] _bytes = new byte[4096];
    private int _count;
    private long _second = -1;

    public int Count => _count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Free(text.Length));
        _count += text.Length;
    }

    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Free(20), out var written);
        _count += written;
    }

    /// <summary>The shortest text that reads back as the same number; what JSON has no number for becomes a string.</summary>
    public void Number(double value)
    {
        var finite = double.IsFinite(value);
        if (!finite)
            Raw("\""u8);
        value.TryFormat(Free(32), out var written, default, CultureInfo.InvariantCulture);
        _count += written;
        if (!finite)
            Raw("\""u8);
    }

    public void Time(DateTime utc)
    {
        // Points come by the thousand in a second, and its text is most of the work.
        var (second, rest) = Math.DivRem(utc.Ticks, TimeSpan.TicksPerSecond);
        if (second != _second)
            Timestamp.Write(utc, _time);
        _second = second;
        Utf8Formatter.TryFormat(rest / TimeSpan.TicksPerMicrosecond, _time.AsSpan(Timestamp.Length - MicrosecondDigits), out _, new StandardFormat('D', MicrosecondDigits));
        Raw("\""u8);
        Raw(_time);
        Raw("\""u8);
    }

    private Span<byte> Free(int bytes)
    {
        if (_bytes.Length - _count < bytes)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _count + bytes));
        return _bytes.AsSpan(_count);
    }
}
