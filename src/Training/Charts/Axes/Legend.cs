namespace Gen.Training.Charts;

/// <summary>The legend, in rows above the plot or in a column beside it.</summary>
internal sealed class Legend(IReadOnlyList<LegendEntry> entries, double fontSize, LegendRest rest = default)
{
    private const double Sample = 26, SampleGap = 6, EntryGap = 20;

    private double LineHeight => fontSize * 1.5;

    /// <summary>Returns the width of a column, at most <paramref name="maxWidth"/>.</summary>
    public double ColumnWidth(double maxWidth) =>
        entries.Count == 0 ? 0 : Math.Min(maxWidth, Sample + SampleGap + entries.Max(e => FontMetrics.Width(e.Text, fontSize)));

    /// <summary>Returns the height of rows of a given width.</summary>
    public double RowsHeight(double width) => entries.Count == 0 ? 0 : Rows(width).Count * LineHeight;

    /// <summary>Draws rows, starting at the upper left corner.</summary>
    public void DrawRows(Scene scene, double x, double y, double width)
    {
        foreach (var row in Rows(width))
        {
            var at = x;
            foreach (var entry in row)
            {
                Draw(scene, entry, at, y + (LineHeight / 2), width);
                at += EntryWidth(entry) + EntryGap;
            }

            y += LineHeight;
        }
    }

    /// <summary>Draws a column. The last line counts the entries that do not fit, and those that are elsewhere.</summary>
    public void DrawColumn(Scene scene, Box box)
    {
        var room = Math.Max(1, (int)(box.Height / LineHeight));
        var shown = entries.Count + (rest.Count > 0 ? 1 : 0) <= room ? entries.Count : room - 1;
        for (var i = 0; i < shown; i++) Draw(scene, entries[i], box.X, box.Y + (LineHeight * (i + 0.5)), box.Width);
        if (entries.Count - shown + rest.Count is > 0 and var more)
            scene.Text(
                box.X,
                box.Y + (LineHeight * (shown + 0.5)),
                $"and {more} more",
                new(fontSize, rest.Href is null ? Palette.Faint : Palette.SeriesColor(0)),
                verticalAnchor: VerticalAnchor.Middle,
                href: rest.Href
            );
    }

    private List<List<LegendEntry>> Rows(double width)
    {
        var rows = new List<List<LegendEntry>>();
        var left = -1.0;
        foreach (var entry in entries)
        {
            var needed = EntryWidth(entry) + EntryGap;
            if (rows.Count == 0 || left < needed - EntryGap)
            {
                rows.Add([]);
                left = width;
            }

            rows[^1].Add(entry);
            left -= needed;
        }

        return rows;
    }

    private double EntryWidth(LegendEntry entry) => Sample + SampleGap + FontMetrics.Width(entry.Text, fontSize);

    private void Draw(Scene scene, LegendEntry entry, double x, double middle, double width)
    {
        var y = Math.Round(middle);
        scene.Line(x, y, x + Sample, y, entry.Line);
        var room = width - Sample - SampleGap;
        var text = entry.Text;
        if (FontMetrics.Width(text, fontSize) > room)
            text =
                FontMetrics.Fit(entry.Name, fontSize, Math.Max(10, room - FontMetrics.Width(entry.Detail, fontSize) - (fontSize * 0.2)))
                + entry.Detail;
        scene.Text(
            x + Sample + SampleGap,
            y,
            text,
            new(fontSize, Palette.Ink),
            verticalAnchor: VerticalAnchor.Middle,
            tooltip: text == entry.Text ? null : entry.Text
        );
    }
}

/// <summary>Entries that are not in the chart.</summary>
/// <param name="Count">Their number.</param>
/// <param name="Href">The address of the chart that has them; null for none.</param>
internal readonly record struct LegendRest(int Count, string? Href);

/// <summary>An entry of the legend.</summary>
/// <param name="Name">The name, truncated if it does not fit.</param>
/// <param name="Line">The line.</param>
/// <param name="Detail">The text after the name, never truncated.</param>
internal readonly record struct LegendEntry(string Name, Stroke Line, string Detail = "")
{
    public string Text => Name + Detail;
}
