using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>The layout of the page "custom scalars".</content>
public sealed partial class SummaryWriter
{
    /// <summary>Lays out the page "custom scalars". One run's layout serves all runs; TensorBoard joins the layouts of several.</summary>
    /// <param name="categories">The parts of the page, from the top.</param>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddLayout(params IReadOnlyList<LayoutCategory> categories)
    {
        var layout = new Layout { Category = { categories.Select(c => c.Message()) } };
        Add(new Summary.Types.Value { Tag = "custom_scalars__config__", Tensor = Tensors.Of([layout.ToByteString()]) }, new PluginInfo("custom_scalars", DataClass.Tensor), step: 0, time: null);
    }
}

/// <summary>A part of the page "custom scalars", which can be folded.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Charts">The charts in it.</param>
public sealed record LayoutCategory(string Title, params IReadOnlyList<LayoutChart> Charts)
{
    /// <summary>Whether it is folded at first.</summary>
    /// <value>False by default.</value>
    public bool Closed { get; init; }

    internal Category Message() => new() { Title = Title, Closed = Closed, Chart = { Charts.Select(c => c.Message()) } };
}

/// <summary>A chart of the page "custom scalars".</summary>
/// <param name="Title">Its heading.</param>
public abstract record LayoutChart(string Title)
{
    internal abstract Chart Message();
}

/// <summary>A chart of the curves of several tags.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Tags">Regular expressions, in Python's syntax; a tag is drawn if one of them matches it from its start: <c>loss</c> draws <c>loss_test</c> too, <c>loss$</c> does not.</param>
public sealed record MultilineChart(string Title, params IReadOnlyList<string> Tags) : LayoutChart(Title)
{
    internal override Chart Message() => new() { Title = Title, Multiline = new() { Tag = { Tags } } };
}

/// <summary>A chart of curves within bands, such as a mean with its deviation.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Bands">The curves.</param>
public sealed record MarginChart(string Title, params IReadOnlyList<MarginBand> Bands) : LayoutChart(Title)
{
    internal override Chart Message() => new()
    {
        Title = Title,
        Margin = new() { Series = { Bands.Select(b => new MarginChartContent.Types.Series { Value = b.Value, Lower = b.Lower, Upper = b.Upper }) } },
    };
}

/// <summary>A curve and its band, by their tags; whole tags, no expressions.</summary>
/// <param name="Value">The curve.</param>
/// <param name="Lower">The band's lower end.</param>
/// <param name="Upper">The band's upper end.</param>
public sealed record MarginBand(string Value, string Lower, string Upper);
