using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

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
