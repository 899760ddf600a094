using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <summary>The tags of a run with their metadata, which only the first value of a tag carries, and one string for all records of a
/// tag.</summary>
internal sealed class TagTable
{
    private readonly Dictionary<string, TagMetadata> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<byte[], TagMetadata>.AlternateLookup<ReadOnlySpan<byte>> _byUtf8 =
        new Dictionary<byte[], TagMetadata>(new Utf8Comparer()).GetAlternateLookup<ReadOnlySpan<byte>>();

    public IReadOnlyCollection<string> Names => _tags.Keys;

    /// <summary>Reads a scalar of a known tag without parsing the event. Returns null for all other events.</summary>
    public EventRecord? TryReadScalar(ReadOnlySpan<byte> content) =>
        ScalarEventReader.TryRead(content, out var scalar) && _byUtf8.TryGetValue(scalar.Tag, out var tag)
            ? new EventRecord(scalar, tag)
            : null;

    public EventRecord CreateRecord(Event message, Summary.Types.Value value)
    {
        if (!_tags.TryGetValue(value.Tag, out var tag))
        {
            _tags.Add(value.Tag, tag = new TagMetadata(value.Tag, value.Metadata));
            _byUtf8[Encoding.UTF8.GetBytes(value.Tag)] = tag;
        }

        return new EventRecord(message, value, tag);
    }

    /// <summary>Compares tags by their UTF-8 bytes, so that a lookup needs no string.</summary>
    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] name) => GetHashCode(name.AsSpan());

        // Of all bytes: the tags of a model may differ anywhere.
        public int GetHashCode(ReadOnlySpan<byte> name) => (int)TFRecord.MaskedCrc(name);

        public byte[] Create(ReadOnlySpan<byte> name) => name.ToArray();
    }
}

/// <summary>The metadata in the first value of a tag.</summary>
internal sealed class TagMetadata(string name, SummaryMetadata? metadata)
{
    public string Name { get; } = name;

    public string Plugin { get; } = metadata?.PluginData?.PluginName ?? "";

    public string DisplayName { get; } = metadata?.DisplayName is { Length: > 0 } display ? display : name;

    public string Description { get; } = metadata?.SummaryDescription ?? "";
}
