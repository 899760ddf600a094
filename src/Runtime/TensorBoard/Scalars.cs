using Gen.TensorBoard.Protos;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Gen.TensorBoard;

/// <content>Scalars.</content>
public sealed partial class SummaryWriter
{
    private readonly ScalarEvent _scalar = new();

    /// <summary>Adds a scalar.</summary>
    /// <param name="tag">The tag, as in <c>loss</c> or <c>precision/0</c>.</param>
    /// <param name="value">
    /// The value. The format holds single precision: about seven digits, and infinity from 3.4e38 on. NaN and infinities are written as
    /// they are.
    /// </param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public void AddScalar(string tag, double value, long step, DateTimeOffset? time = null)
    {
        CheckTag(tag);
        lock (_gate)
        {
            if (_descriptions.Count > 0 && _descriptions.ContainsKey(tag))
            {
                Add(
                    new Summary.Types.Value { Tag = tag, SimpleValue = (float)value },
                    new PluginInfo("scalars", DataClass.Scalar),
                    step,
                    time
                );
                return;
            }

            _scalar.WallTime = _clock.Seconds(time);
            _scalar.Step = step;
            _scalar.Tag = tag;
            _scalar.Value = (float)value;
            _file.Append(_scalar, _scalar.CalculateSize());
        }
    }
}

/// <content>Scalars.</content>
public sealed partial class EventRecord
{
    /// <summary>The value of an <see cref="EventKind.Scalar"/> record; otherwise NaN.</summary>
    public double Scalar { get; } = double.NaN;
}

/// <summary>
/// An <see cref="Event"/> with one <c>simple_value</c>, reused for all scalars. It writes the same bytes as the generated class, which
/// needs three objects and a box for each scalar, and allocates nothing.
/// </summary>
internal sealed class ScalarEvent : IBufferMessage
{
    private static readonly uint s_wallTime = WireFormat.MakeTag(Event.WallTimeFieldNumber, WireFormat.WireType.Fixed64);
    private static readonly uint s_step = WireFormat.MakeTag(Event.StepFieldNumber, WireFormat.WireType.Varint);
    private static readonly uint s_summary = WireFormat.MakeTag(Event.SummaryFieldNumber, WireFormat.WireType.LengthDelimited);
    private static readonly uint s_value = WireFormat.MakeTag(Summary.ValueFieldNumber, WireFormat.WireType.LengthDelimited);
    private static readonly uint s_tag = WireFormat.MakeTag(Summary.Types.Value.TagFieldNumber, WireFormat.WireType.LengthDelimited);
    private static readonly uint s_simple = WireFormat.MakeTag(Summary.Types.Value.SimpleValueFieldNumber, WireFormat.WireType.Fixed32);

    private int _valueSize;

    public double WallTime { get; set; }

    public long Step { get; set; }

    public string Tag { get; set; } = "";

    public float Value { get; set; }

    MessageDescriptor IMessage.Descriptor => Event.Descriptor;

    // Every field number takes one byte.
    public int CalculateSize()
    {
        _valueSize = 1 + CodedOutputStream.ComputeStringSize(Tag) + 1 + sizeof(float);
        var summary = 1 + CodedOutputStream.ComputeLengthSize(_valueSize) + _valueSize;
        var step = Step == 0 ? 0 : 1 + CodedOutputStream.ComputeInt64Size(Step);
        return 1 + sizeof(double) + step + 1 + CodedOutputStream.ComputeLengthSize(summary) + summary;
    }

    public void InternalWriteTo(ref WriteContext output)
    {
        output.WriteTag(s_wallTime);
        output.WriteDouble(WallTime);
        if (Step != 0)
        {
            output.WriteTag(s_step);
            output.WriteInt64(Step);
        }

        output.WriteTag(s_summary);
        output.WriteLength(1 + CodedOutputStream.ComputeLengthSize(_valueSize) + _valueSize);
        output.WriteTag(s_value);
        output.WriteLength(_valueSize);
        output.WriteTag(s_tag);
        output.WriteString(Tag);
        output.WriteTag(s_simple);
        output.WriteFloat(Value);
    }

    void IBufferMessage.InternalMergeFrom(ref ParseContext input) => throw new NotSupportedException();

    void IMessage.MergeFrom(CodedInputStream input) => throw new NotSupportedException();

    void IMessage.WriteTo(CodedOutputStream output) => throw new NotSupportedException();
}
