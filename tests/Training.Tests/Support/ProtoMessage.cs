using System.Text;
using Google.Protobuf;

namespace Gen.Training.Tests.Support;

/// <summary>A protocol buffer read without its definition.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, long Number, byte[]? Bytes)> _fields = [];

    public ProtoMessage(byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            var field = WireFormat.GetTagFieldNumber(tag);
            _fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => (field, input.ReadInt64(), null),
                WireFormat.WireType.LengthDelimited => (field, 0, input.ReadBytes().ToByteArray()),
                var type => throw new InvalidDataException($"{type}"),
            });
        }
    }

    public long Number(int field) => _fields.Single(f => f.Field == field).Number;

    public string Text(int field) => Encoding.UTF8.GetString(_fields.Single(f => f.Field == field).Bytes!);

    public List<ProtoMessage> Messages(int field) =>
        [.. _fields.Where(f => f.Field == field).Select(f => new ProtoMessage(f.Bytes!))];
}
