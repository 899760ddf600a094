namespace Gen.Shared;

/// <summary>Rewrites rows of pixels as differences, which compress better (https://www.w3.org/TR/png-3/#9Filters).</summary>
internal static class PngFilter
{
    /// <summary>The type of a row as it is.</summary>
    public const byte None = 0;

    /// <summary>The type of a row as differences from the row above.</summary>
    public const byte Up = 2;

    /// <summary>Writes a row with the filter that suits charts: nothing for the row above's twin, else as it is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above; empty for the first.</param>
    /// <param name="filtered">Takes the filter's type and the row's bytes: one longer than the row.</param>
    public static void Apply(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered)
    {
        // Charts are flat areas with sharp edges: most rows repeat the one above, and where they do not, the compressor finds the runs and repeated
        // pieces of glyphs in plain bytes better than in differences of soft edges.
        if (row.SequenceEqual(above))
        {
            filtered[0] = Up;
            filtered[1..].Clear();
            return;
        }

        filtered[0] = None;
        row.CopyTo(filtered[1..]);
    }
}
