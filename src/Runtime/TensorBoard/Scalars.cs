using System.Buffers.Binary;
using Gen.TensorBoard.Protos;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Gen.TensorBoard;

/// <summary>
/// An <see cref="Event"/> with one <c>simple_value</c>, written over and over. The generated class boxes the value and needs three objects; this one
/// writes the same bytes and allocates nothing.
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

    // Each field's number takes one byte.
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
