using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>The metadata of tags. TensorBoard reads them from a tag's first value in a run.</content>
public sealed partial class SummaryWriter
{
    private readonly HashSet<string> _withMetadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Description, string? DisplayName)> _descriptions = new(StringComparer.Ordinal);

    /// <summary>
    /// Sets the description of a tag. Call it before the tag's first value: it is written with the next value, and TensorBoard reads it
    /// from the first.
    /// </summary>
    /// <param name="tag">The tag.</param>
    /// <param name="description">The description shown beside the chart, as Markdown.</param>
    /// <param name="displayName">The name shown in place of the tag.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public void Describe(string tag, string description, string? displayName = null)
    {
        CheckTag(tag);
        lock (_gate) _descriptions[tag] = (description, displayName);
    }

    /// <summary>Adds a value, with its metadata if it is the first of its tag or was described.</summary>
    private void Add(Summary.Types.Value value, in PluginInfo plugin, long step, DateTimeOffset? time)
    {
        CheckTag(value.Tag);
        lock (_gate)
        {
            // A tensor means nothing to a reader that does not know its plugin. Images, audio and histograms are known by their field.
            var isDescribed = _descriptions.TryGetValue(value.Tag, out var text);
            var isFirst = value.ValueCase == Summary.Types.Value.ValueOneofCase.Tensor && !_withMetadata.Contains(value.Tag);
            if (isDescribed || isFirst)
                value.Metadata = plugin.CreateMetadata(isDescribed ? text.Description : "", isDescribed ? text.DisplayName : null);
            Add(value, step, time);

            // After the write, which may throw: the next value then carries the metadata.
            if (isFirst) _withMetadata.Add(value.Tag);
            if (isDescribed) _descriptions.Remove(value.Tag);
        }
    }

    /// <summary>The TensorBoard plugin that shows a kind of data.</summary>
    /// <param name="Name">The plugin's name.</param>
    /// <param name="DataClass">How TensorBoard stores the values.</param>
    /// <param name="Content">The plugin's own message; most have none.</param>
    private readonly record struct PluginInfo(string Name, DataClass DataClass, IMessage? Content = null)
    {
        public SummaryMetadata CreateMetadata(string description, string? displayName) => new()
        {
            PluginData = new() { PluginName = Name, Content = Content?.ToByteString() ?? ByteString.Empty },
            DataClass = DataClass,
            SummaryDescription = description,
            DisplayName = displayName ?? "",
        };
    }
}
