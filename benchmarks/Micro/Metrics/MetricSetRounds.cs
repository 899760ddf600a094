namespace Gen.Benchmarks;

/// <summary>The pairs of <see cref="MetricUpdate"/> and <see cref="MetricCompute"/>, alternately.</summary>
internal static class MetricSetRounds
{
    public static void Run(int rounds)
    {
        foreach (var batch in (int[])[100, 1_000])
        {
            using var rivals = new MetricRivals(batch);
            Alternately.Run($"Update, 14 classes, batch {batch}", rounds,
                ("by hand, scatter_add_", rivals.Scatter),
                ("by hand, bincount", rivals.Bincount),
                ("set of formulas", rivals.Formulas),
                ("set of built-ins", rivals.BuiltIns),
                ("set of both", rivals.Mixed),
                ("one pass, no torch", rivals.OnePass));
        }

        using var filled = new MetricRivals(1_000);
        Alternately.Run("Compute, 14 classes", rounds,
            ("by hand", () => filled.ComputeByHand()),
            ("set of formulas", () => filled.ComputeFormulas()),
            ("set of built-ins", () => filled.ComputeBuiltIns()),
            ("set of both", () => filled.ComputeMixed()));
    }
}
