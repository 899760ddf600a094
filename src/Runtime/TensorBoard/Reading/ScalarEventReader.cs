using System.Buffers.Binary;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>
/// An event that is one point of a curve and nothing else, read without an object for each of its messages: nearly all events are. Whatever is unusual about one
/// (a field twice, one that is not known here, lengths that do not fit) is left to the generated classes, which decide what it means.
/// </summary>
internal ref struct PlainScalar
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

    /// <summary>The tag in UTF-8, as written.</summary>
    public ReadOnlySpan<byte> Tag { get; private set; }

    public float Value { get; private set; }

    /// <summary>True if the bytes are such an event.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, out PlainScalar scalar)
    {
        scalar = new PlainScalar { _rest = content };
        return scalar.TryEvent();
    }

    private bool TryEvent()
    {
        var (wallTime, step, summary) = (false, false, false);
        while (!_rest.IsEmpty)
        {
            switch (Key())
            {
                case WallTimeKey when !wallTime && _rest.Length >= sizeof(double):
                    WallTime = BinaryPrimitives.ReadDoubleLittleEndian(_rest);
                    _rest = _rest[sizeof(double)..];
                    wallTime = true;
                    break;
                case StepKey when !step && TryVarint(out var number):
                    Step = (long)number;
                    step = true;
                    break;
                case SummaryKey when !summary && TryMessage(out var rest) && TrySummary():
                    _rest = rest;
                    summary = true;
                    break;
                default:
                    return false;
            }
        }

        return summary;
    }

    private bool TrySummary() => !_rest.IsEmpty && Key() == ValueKey && TryMessage(out var rest) && rest.IsEmpty && TryValue();

    private bool TryValue()
    {
        var (tag, value) = (false, false);
        while (!_rest.IsEmpty)
        {
            switch (Key())
            {
                case TagKey when !tag && TryMessage(out var rest):
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

    private byte Key()
    {
        var key = _rest[0];
        _rest = _rest[1..];
        return key;
    }

    /// <summary>Takes a length and goes on within so many bytes; <paramref name="rest"/> is what follows them.</summary>
    private bool TryMessage(out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (!TryVarint(out var length) || length > (ulong)_rest.Length)
            return false;
        rest = _rest[(int)length..];
        _rest = _rest[..(int)length];
        return true;
    }

    private bool TryVarint(out ulong number)
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
