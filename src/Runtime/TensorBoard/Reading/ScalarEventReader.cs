using System.Buffers.Binary;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>
/// Reader of events with one scalar, which nearly all events are, without an object for each of their messages. Anything unusual (a
/// repeated or unknown field, a wrong length) is left to the generated classes.
/// </summary>
internal ref struct ScalarEventReader
{
    private const byte WallTimeKey = (Event.WallTimeFieldNumber << 3) | (int)WireFormat.WireType.Fixed64;
    private const byte StepKey = (Event.StepFieldNumber << 3) | (int)WireFormat.WireType.Varint;
    private const byte SummaryKey = (Event.SummaryFieldNumber << 3) | (int)WireFormat.WireType.LengthDelimited;
    private const byte ValueKey = (Summary.ValueFieldNumber << 3) | (int)WireFormat.WireType.LengthDelimited;
    private const byte TagKey = (Summary.Types.Value.TagFieldNumber << 3) | (int)WireFormat.WireType.LengthDelimited;
    private const byte SimpleKey = (Summary.Types.Value.SimpleValueFieldNumber << 3) | (int)WireFormat.WireType.Fixed32;

    private ReadOnlySpan<byte> _rest;

    public double WallTime { get; private set; }

    public long Step { get; private set; }

    /// <summary>The tag as UTF-8.</summary>
    public ReadOnlySpan<byte> Tag { get; private set; }

    public float Value { get; private set; }

    /// <summary>Returns whether the bytes are an event with one scalar, and reads it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, out ScalarEventReader scalar)
    {
        scalar = new ScalarEventReader { _rest = content };
        return scalar.TryReadEvent();
    }

    private bool TryReadEvent()
    {
        var (wallTime, step, summary) = (false, false, false);
        while (!_rest.IsEmpty)
        {
            switch (ReadKey())
            {
                case WallTimeKey when !wallTime && _rest.Length >= sizeof(double):
                    WallTime = BinaryPrimitives.ReadDoubleLittleEndian(_rest);
                    _rest = _rest[sizeof(double)..];
                    wallTime = true;
                    break;
                case StepKey when !step && TryReadVarint(out var number):
                    Step = (long)number;
                    step = true;
                    break;
                case SummaryKey when !summary && TryEnterMessage(out var rest) && TryReadSummary():
                    _rest = rest;
                    summary = true;
                    break;
                default:
                    return false;
            }
        }

        return summary;
    }

    private bool TryReadSummary() =>
        !_rest.IsEmpty && ReadKey() == ValueKey && TryEnterMessage(out var rest) && rest.IsEmpty && TryReadValue();

    private bool TryReadValue()
    {
        var (tag, value) = (false, false);
        while (!_rest.IsEmpty)
        {
            switch (ReadKey())
            {
                case TagKey when !tag && TryEnterMessage(out var rest):
                    Tag = _rest;
                    _rest = rest;
                    tag = true;
                    break;
                case SimpleKey when !value && _rest.Length >= sizeof(float):
                    Value = BinaryPrimitives.ReadSingleLittleEndian(_rest);
                    _rest = _rest[sizeof(float)..];
                    value = true;
                    break;
                default:
                    return false;
            }
        }

        return tag && value;
    }

    private byte ReadKey()
    {
        var key = _rest[0];
        _rest = _rest[1..];
        return key;
    }

    /// <summary>Reads a length and continues within that many bytes; <paramref name="rest"/> is what follows.</summary>
    private bool TryEnterMessage(out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (!TryReadVarint(out var length) || length > (ulong)_rest.Length)
            return false;
        rest = _rest[(int)length..];
        _rest = _rest[..(int)length];
        return true;
    }

    private bool TryReadVarint(out ulong number)
    {
        number = 0;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            number |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80)
                continue;
            _rest = _rest[(i + 1)..];
            return true;
        }

        return false;
    }
}
