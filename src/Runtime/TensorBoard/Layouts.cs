using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>Layout of the custom scalars page.</content>
public sealed partial class SummaryWriter
{
    /// <summary>Adds a layout of the custom scalars page. The layout of one run applies to all runs; TensorBoard merges the layouts of
    /// several.</summary>
    /// <param name="categories">The sections of the page, from the top.</param>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddLayout(params IReadOnlyList<LayoutCategory> categories)
    {
        var layout = new Layout { Category = { categories.Select(category => category.ToProto()) } };
        var value = new Summary.Types.Value { Tag = "custom_scalars__config__", Tensor = TensorProtos.Create([layout.ToByteString()]) };
        Add(value, new PluginInfo("custom_scalars", DataClass.Tensor), step: 0, time: null);
    }
}

/// <summary>A collapsible section of the custom scalars page.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Charts">The charts.</param>
public sealed record LayoutCategory(string Title, params IReadOnlyList<LayoutChart> Charts)
{
    /// <summary>Whether the section is collapsed at first. The default value is false.</summary>
    public bool Closed { get; init; }

    internal Category ToProto() => new() { Title = Title, Closed = Closed, Chart = { Charts.Select(chart => chart.ToProto()) } };
}

/// <summary>Base class for charts of the custom scalars page.</summary>
/// <param name="Title">The heading.</param>
public abstract record LayoutChart(string Title)
{
    internal abstract Chart ToProto();
}

/// <summary>A chart with the curves of several tags.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Tags">
/// Regular expressions in Python's syntax. A tag is drawn if one of them matches at its start: <c>loss</c> also draws <c>loss_test</c>,
/// <c>loss$</c> does not.
/// </param>
public sealed record MultilineChart(string Title, params IReadOnlyList<string> Tags) : LayoutChart(Title)
{
    internal override Chart ToProto() => new() { Title = Title, Multiline = new() { Tag = { Tags } } };
}

/// <summary>A chart with curves and their margins, such as a mean and its deviation.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Bands">The curves with their margins.</param>
public sealed record MarginChart(string Title, params IReadOnlyList<MarginBand> Bands) : LayoutChart(Title)
{
    internal override Chart ToProto() =>
        new()
        {
            Title = Title,
            Margin = new()
            {
                Series =
                {
                    Bands.Select(b => new MarginChartContent.Types.Series
                    {
                        Value = b.Value,
                        Lower = b.Lower,
                        Upper = b.Upper,
                    }),
                },
            },
        };
}

/// <summary>A curve and its margins, given by whole tags, not by regular expressions.</summary>
/// <param name="Value">The tag of the curve.</param>
/// <param name="Lower">The tag of the lower margin.</param>
/// <param name="Upper">The tag of the upper margin.</param>
public sealed record MarginBand(string Value, string Lower, string Upper);
