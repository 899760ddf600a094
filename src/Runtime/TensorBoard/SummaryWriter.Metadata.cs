using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>What readers are told about a tag, which they take from its first value in a run.</content>
public sealed partial class SummaryWriter
{
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Description, string? DisplayName)> _described = new(StringComparer.Ordinal);

    /// <summary>
    /// Says what a tag is. It is written with the tag's next value of any kind, and readers take it from the first value of a run: call it before that.
    /// </summary>
    /// <param name="tag">The tag.</param>
    /// <param name="description">Shown beside the chart, as markdown.</param>
    /// <param name="displayName">Shown in place of the tag, if given.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public void Describe(string tag, string description, string? displayName = null)
    {
        CheckTag(tag);
        lock (_gate) _described[tag] = (description, displayName);
    }

    /// <summary>Adds a value with what its plugin must know, if this is the tag's first in the file or it was described.</summary>
    private void Add(Summary.Types.Value value, in PluginInfo plugin, long step, DateTimeOffset? time)
    {
        CheckTag(value.Tag);
        lock (_gate)
        {
            // Tensors are nothing to a reader without their plugin; images, audio and the like it knows by their field.
            var described = _described.TryGetValue(value.Tag, out var text);
            var begins = value.ValueCase == Summary.Types.Value.ValueOneofCase.Tensor && !_begun.Contains(value.Tag);
            if (described || begins)
                value.Metadata = plugin.Metadata(described ? text.Description : "", described ? text.DisplayName : null);
            Add(value, step, time);

            // Only what was written is done.
            if (begins) _begun.Add(value.Tag);
            if (described) _described.Remove(value.Tag);
        }
    }

    // True if the scalar was added here because its tag was described.
    private bool AddDescribed(string tag, float value, long step, DateTimeOffset? time)
    {
        if (_described.Count == 0 || !_described.ContainsKey(tag)) return false;
        Add(new Summary.Types.Value { Tag = tag, SimpleValue = value }, new PluginInfo("scalars", DataClass.Scalar), step, time);
        return true;
    }

    /// <summary>Which of TensorBoard's plugins shows a value.</summary>
    /// <param name="Name">The plugin.</param>
    /// <param name="DataClass">How readers store it; authoritative once metadata are given.</param>
    /// <param name="Content">The plugin's own message; most are empty.</param>
    private readonly record struct PluginInfo(string Name, DataClass DataClass, IMessage? Content = null)
    {
        public SummaryMetadata Metadata(string description, string? displayName) => new()
        {
            PluginData = new() { PluginName = Name, Content = Content?.ToByteString() ?? ByteString.Empty },
            DataClass = DataClass,
            SummaryDescription = description,
            DisplayName = displayName ?? "",
        };
    }
}
