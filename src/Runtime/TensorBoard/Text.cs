using System.Text;
using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

// The plainest kind of data: copy this file to add another. A kind has a plugin name, an Add method that builds its protobuf value, and a
// property that decodes it. Its member of EventKind and its arm of KindOf (both in Reading/EventRecord.cs) tell the reader which plugin
// name means this kind.

/// <content>Text.</content>
public sealed partial class SummaryWriter
{
    private static readonly PluginInfo s_text = new("text", DataClass.Tensor, new TextPluginData());

    /// <summary>Adds a text.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="markdown">The text, as Markdown.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddText(string tag, string markdown, long step, DateTimeOffset? time = null) =>
        Add(new Summary.Types.Value { Tag = tag, Tensor = TensorProtos.Create([markdown]) }, s_text, step, time);

    /// <summary>Adds several texts, shown as a table with one column.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="markdown">The texts, each as Markdown.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddText(string tag, IReadOnlyList<string> markdown, long step, DateTimeOffset? time = null) =>
        Add(new Summary.Types.Value { Tag = tag, Tensor = TensorProtos.Create(markdown, markdown.Count) }, s_text, step, time);

    /// <summary>Adds a table of texts.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="rows">The rows of cells, each cell as Markdown. All rows have the same length.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the rows differ in length.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddTable(string tag, IReadOnlyList<IReadOnlyList<string>> rows, long step, DateTimeOffset? time = null)
    {
        var columns = rows.Count == 0 ? 0 : rows[0].Count;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != columns)
                throw new ArgumentException(
                    $"Row {i} of table '{tag}' has {rows[i].Count} cells, but the first row has {columns}.",
                    nameof(rows)
                );
        }

        var cells = TensorProtos.Create(rows.SelectMany(row => row), rows.Count, columns);
        Add(new Summary.Types.Value { Tag = tag, Tensor = cells }, s_text, step, time);
    }
}

/// <content>Text.</content>
public sealed partial class EventRecord
{
    /// <summary>The texts of an <see cref="EventKind.Text"/> record, a table row by row; otherwise null.</summary>
    public IReadOnlyList<string>? Texts =>
        Kind is EventKind.Text ? [.. EventTensor.Decode(Value.Tensor).Strings.Select(bytes => Encoding.UTF8.GetString(bytes.Span))] : null;
}
