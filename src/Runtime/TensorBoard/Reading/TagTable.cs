using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <summary>
/// The tags of a run. A tag's metadata need only come with its first value, so they are kept here; and so is its one string, instead of one for
/// each record.
/// </summary>
internal sealed class TagTable
{
    private readonly Dictionary<string, TagFacts> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<byte[], TagFacts>.AlternateLookup<ReadOnlySpan<byte>> _byBytes =
        new Dictionary<byte[], TagFacts>(Utf8Names.Comparer).GetAlternateLookup<ReadOnlySpan<byte>>();

    public IReadOnlyCollection<string> Names => _facts.Keys;

    /// <summary>A further point of a curve whose tag is known; null for all else, first points included.</summary>
    public EventRecord? Point(ReadOnlySpan<byte> content) =>
        PlainScalar.TryRead(content, out var scalar) && _byBytes.TryGetValue(scalar.Tag, out var tag) ? new EventRecord(scalar, tag) : null;

    public EventRecord Record(Event message, Summary.Types.Value value)
    {
        if (!_facts.TryGetValue(value.Tag, out var tag))
        {
            _facts.Add(value.Tag, tag = new TagFacts(value.Tag, value.Metadata));
            _byBytes[Encoding.UTF8.GetBytes(value.Tag)] = tag;
        }

        return new EventRecord(message, value, tag, KindOf(value, value.Metadata?.PluginData?.PluginName ?? tag.Plugin));
    }

    private static EventKind KindOf(Summary.Types.Value value, string plugin) => value.ValueCase switch
    {
        Summary.Types.Value.ValueOneofCase.SimpleValue => EventKind.Scalar,
        Summary.Types.Value.ValueOneofCase.Histo => EventKind.Histogram,
        Summary.Types.Value.ValueOneofCase.Image => EventKind.Image,
        Summary.Types.Value.ValueOneofCase.Audio => EventKind.Audio,
        Summary.Types.Value.ValueOneofCase.Tensor or Summary.Types.Value.ValueOneofCase.None when plugin is "hparams" => EventKind.HyperParameters,
        Summary.Types.Value.ValueOneofCase.Tensor => plugin switch
        {
            "scalars" => EventKind.Scalar,
            "histograms" => EventKind.Histogram,
            "images" => EventKind.Image,
            "audio" => EventKind.Audio,
            "text" => EventKind.Text,
            "pr_curves" => EventKind.PrCurve,
            "custom_scalars" => EventKind.Layout,
            _ => EventKind.Tensor,
        },
        _ => EventKind.Other,
    };
}

/// <summary>What is known of a tag from its first value.</summary>
internal sealed class TagFacts(string name, SummaryMetadata? metadata)
{
    public string Name { get; } = name;

    public string Plugin { get; } = metadata?.PluginData?.PluginName ?? "";

    public string DisplayName { get; } = metadata?.DisplayName is { Length: > 0 } display ? display : name;

    public string Description { get; } = metadata?.SummaryDescription ?? "";
}

/// <summary>Compares names by their bytes in UTF-8, so that one is found without making a text of it.</summary>
internal sealed class Utf8Names : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Names Comparer = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode([DisallowNull] byte[] name) => GetHashCode(name.AsSpan());

    // All bytes count: names of one model differ anywhere.
    public int GetHashCode(ReadOnlySpan<byte> name) => (int)RecordFraming.Checksum(name);

    public byte[] Create(ReadOnlySpan<byte> name) => name.ToArray();
}
