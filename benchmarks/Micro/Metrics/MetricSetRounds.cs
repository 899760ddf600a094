namespace Gen.Benchmarks;

/// <summary>Metrics beside what people write by hand, in C# and in Python, and how their cost grows.</summary>
internal static class MetricSetRounds
{
    private const int Formulas = 2;

    public static void Run(int rounds)
    {
        foreach (var batch in (int[])[100, 1_000])
        {
            if (Session.Wants($"metric-update-{batch}")) ByHand(batch, rounds);
            if (Session.Wants($"metric-update-{batch}-c")) Results.Try([$"metric-update-{batch}-c"], () => Native(batch, rounds));
            if (Session.Wants($"metric-update-{batch}-python")) Results.Try([$"metric-update-{batch}-python"], () => Python(batch, rounds));
        }

        if (Session.Wants("metric-compute")) Compute(rounds);
        if (Session.Wants("metric-update-rows")) Growth("metric-update-rows", rounds, (1_000, 14), (10_000, 14));
        if (Session.Wants("metric-update-classes")) Growth("metric-update-classes", rounds, (1_000, 14), (1_000, 140));
    }

    private static void ByHand(int batch, int rounds)
    {
        using var rivals = new MetricRivals(batch);
        var measured = Alternately.Run($"Update, 14 classes, batch {batch}", rounds,
            ("by hand, scatter_add_", rivals.Scatter),
            ("by hand, bincount", rivals.Bincount),
            ("set of formulas", rivals.Formulas),
            ("set of built-ins", rivals.BuiltIns),
            ("set of both", rivals.Mixed),
            ("one pass, no torch", rivals.OnePass));
        Results.Add($"metric-update-{batch}", measured, Formulas, 0, $"{batch} rows, 14 classes");
    }

    private static void Native(int batch, int rounds)
    {
        using var rivals = new MetricRivals(batch);
        rivals.Native();
        var measured = Alternately.Run(
            $"Update, 14 classes, batch {batch}",
            rounds,
            ("one pass in C", rivals.Native),
            ("set of formulas", rivals.Formulas)
        );
        if (Math.Abs(rivals.NativeAccuracy - rivals.Accuracy) > 1e-6)
            throw new InvalidOperationException("C comes to another accuracy.");
        Results.Add($"metric-update-{batch}-c", measured, 1, 0, $"{batch} rows, 14 classes");
    }

    private static void Python(int batch, int rounds)
    {
        using var rivals = new MetricRivals(batch);
        using var python = new PythonRival("python3-torch, scatter_add_", "metric_update.py", batch, 14, 1, MetricRivals.AllRows);
        var measured = Alternately.Run(
            $"Update, 14 classes, batch {batch}",
            rounds,
            python,
            new LocalRival("set of formulas", rivals.Formulas)
        );

        // The same seed gives the same batches.
        if (Math.Abs(python.Check - rivals.Accuracy) > 1e-6) throw new InvalidOperationException("Python comes to another accuracy.");
        Results.Add($"metric-update-{batch}-python", measured, 1, 0, $"{batch} rows, 14 classes, 1 thread");
    }

    private static void Compute(int rounds)
    {
        using var filled = new MetricRivals(1_000);
        var measured = Alternately.Run("Compute, 14 classes", rounds,
            ("by hand", () => filled.ComputeByHand()),
            ("set of built-ins", () => filled.ComputeBuiltIns()),
            ("set of formulas", () => filled.ComputeFormulas()),
            ("set of both", () => filled.ComputeMixed()));
        Results.Add("metric-compute", measured, Formulas, 0, "14 classes");
    }

    private static void Growth(string pair, int rounds, (int Rows, int Classes) small, (int Rows, int Classes) large)
    {
        using var few = new MetricRivals(small.Rows, small.Classes);
        using var many = new MetricRivals(large.Rows, large.Classes);
        var measured = Alternately.Run(
            pair,
            rounds,
            ($"{small.Rows} rows, {small.Classes} classes", few.Formulas),
            ($"{large.Rows} rows, {large.Classes} classes", many.Formulas)
        );
        Results.Add(pair, measured, 1, 0, $"{large.Rows} rows, {large.Classes} classes beside {small.Rows}, {small.Classes}");
    }
}
