using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <content>Text.</content>
public sealed partial class SummaryWriter
{
    private static readonly PluginInfo s_text = new("text", DataClass.Tensor, new TextPluginData());

    /// <summary>Adds a text.</summary>
    /// <param name="tag">The text's name.</param>
    /// <param name="markdown">The text, in markdown.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddText(string tag, string markdown, long step, DateTimeOffset? time = null) =>
        Add(new Summary.Types.Value { Tag = tag, Tensor = Tensors.Of([markdown]) }, s_text, step, time);

    /// <summary>Adds several texts, shown as the rows of a table of one column.</summary>
    /// <param name="tag">The texts' name.</param>
    /// <param name="markdown">The texts, each in markdown.</param>
    /// <param name="step">Their place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddText(string tag, IReadOnlyList<string> markdown, long step, DateTimeOffset? time = null) =>
        Add(new Summary.Types.Value { Tag = tag, Tensor = Tensors.Of(markdown, markdown.Count) }, s_text, step, time);

    /// <summary>Adds a table of texts.</summary>
    /// <param name="tag">The table's name.</param>
    /// <param name="rows">Rows of cells, each in markdown; all rows of one length.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty, or a row has another length than the first.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddTable(string tag, IReadOnlyList<IReadOnlyList<string>> rows, long step, DateTimeOffset? time = null)
    {
        var columns = rows.Count == 0 ? 0 : rows[0].Count;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != columns)
                throw new ArgumentException($"Row {i} of the table '{tag}' has {rows[i].Count} cells, the first row {columns}.", nameof(rows));
        }

        Add(new Summary.Types.Value { Tag = tag, Tensor = Tensors.Of(rows.SelectMany(r => r), rows.Count, columns) }, s_text, step, time);
    }
}
