namespace Gen.Training.Charts.Axes;

/// <summary>One axis before its place in the picture is known.</summary>
/// <param name="Label">What it shows.</param>
/// <param name="Range">From where to where.</param>
/// <param name="Log">Logarithmic.</param>
/// <param name="Whole">Ticks at whole numbers only.</param>
/// <param name="Names">Names of the places 0, 1, … in place of numbers.</param>
internal sealed record AxisSpec(string? Label, AxisRange Range, bool Log = false, bool Whole = false, IReadOnlyList<string>? Names = null);

/// <summary>What a frame of two axes is made of.</summary>
internal sealed record FrameSpec(AxisSpec X, AxisSpec Y)
{
    public string? Title { get; init; }

    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>Puts the legend beside the plot, not above it.</summary>
    public bool LegendBeside { get; init; }

    /// <summary>Makes the plot as high as wide.</summary>
    public bool Square { get; init; }

    public double FontSize { get; init; } = 13;
}
