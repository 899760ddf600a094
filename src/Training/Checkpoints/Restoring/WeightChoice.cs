namespace Gen.Training.Checkpoints;

/// <summary>Weights in a file: the model's as they were when it was written, or the best ones that it keeps.</summary>
internal sealed record WeightSource(WeightHead Head, BestWeights? Best)
{
    public string Prefix => Best?.Prefix ?? Head.Prefix;

    public LoadedWeights Loaded => new(Head.Path, Head.Fit, Best?.Epochs ?? Head.Epochs, Head.Step, Best?.Monitor, Best?.Value ?? double.NaN) { ClassNames = Head.ClassNames };
}

/// <summary>Puts weights into the order in which they are tried: what is damaged gives way to the next.</summary>
internal static class WeightChoice
{
    /// <param name="run">The run's number, for messages.</param>
    /// <param name="heads">What there is.</param>
    /// <param name="which">What is wanted.</param>
    /// <param name="monitor">By which value they are the best; null where there is only one.</param>
    /// <exception cref="RestoreException">There are none by that value, or by more than one.</exception>
    public static List<WeightSource> Order(string run, IReadOnlyList<WeightHead> heads, Weights which, string? monitor)
    {
        var best = heads.SelectMany(h => h.Bests.Select(b => new WeightSource(h, b))).ToList();
        if (monitor is not null && !best.Exists(b => b.Best!.Monitor == monitor))
            throw new RestoreException($"run {run} has no best weights by '{monitor}'" + (best.Count > 0 ? $"; it has them by {Names(best)}" : ""));

        // Trainings of a run may be of different models: the last one's come first.
        return [.. heads.GroupBy(h => h.Fit).OrderByDescending(g => g.Key).SelectMany(fit => which == Weights.Best
            ? Bests(run, best.Where(b => b.Head.Fit == fit.Key && (monitor is null || b.Best!.Monitor == monitor)).ToList()).Concat(Lasts(fit))
            : Lasts(fit))];
    }

    private static IEnumerable<WeightSource> Bests(string run, List<WeightSource> best)
    {
        // Each file of its own was the best so far when it was written, and each checkpoint has the best so far.
        var ofFiles = best.Where(b => !b.Head.IsCheckpoint).OrderByDescending(b => b.Best!.Epochs).ToList();
        var kept = best.Where(b => b.Head.IsCheckpoint).OrderByDescending(b => b.Head.Step).ToList();
        var first = ofFiles.Count > 0 ? ofFiles : kept;
        if (first.Select(b => b.Best!.Monitor).Distinct().Count() > 1)
            throw new RestoreException($"run {run} has best weights by {Names(first)}: say by which (monitor)");
        return ofFiles.Concat(kept.Where(k => k.Best!.Monitor == first[0].Best!.Monitor));
    }

    private static IEnumerable<WeightSource> Lasts(IEnumerable<WeightHead> heads) =>
        heads.OrderByDescending(h => h.Step).ThenByDescending(h => h.IsCheckpoint).Select(h => new WeightSource(h, null));

    private static string Names(IEnumerable<WeightSource> best) =>
        string.Join(" and ", best.Select(b => $"'{b.Best!.Monitor}'").Distinct().Order(StringComparer.Ordinal));
}
