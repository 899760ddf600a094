namespace Gen.Benchmarks.Report;

/// <summary>Median, least and greatest of some rounds.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return new(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }
}

/// <summary>What came of a pair.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Result">What its program wrote; null if it wrote nothing.</param>
internal sealed record Verdict(Pair Pair, Result? Result)
{
    // How far over its goal the short form lets a ratio be: it is for finding what broke, not what is a little slower today.
    private const double FarOff = 3;

    // Linear is 10, quadratic 100.
    private const double NotLinear = 20;

    /// <summary>Whether there are numbers.</summary>
    public bool IsMeasured => Result is { Missing: null, Ours.Length: > 0 };

    /// <summary>Ours; of growth, at the smaller size.</summary>
    public Spread Ours => Spread.Of(Result!.Ours);

    /// <summary>The rival's.</summary>
    public Spread Theirs => Spread.Of(Result!.Theirs);

    /// <summary>Ours by theirs, round by round: what disturbed one disturbed the other beside it.</summary>
    public Spread Ratio => Spread.Of(Result!.Ours.Zip(Result.Theirs, static (ours, theirs) => ours / theirs));

    /// <summary>Whether the goal is met; null if there is none or nothing was measured.</summary>
    public bool? Met => IsMeasured && Pair.Goal is { } goal ? Ratio.Median <= goal && !AllocatesTooMuch : null;

    /// <summary>More bytes than promised.</summary>
    public bool AllocatesTooMuch => Result?.Bytes > Pair.Bytes;

    /// <summary>Something broke: more bytes than promised, a ratio far over its goal, growth that is not linear where it must be.</summary>
    public bool IsFarOff =>
        IsMeasured
        && (
            AllocatesTooMuch
            || (Pair.Goal is { } goal && Ratio.Median > (Pair.IsLinear ? NotLinear : FarOff * Math.Max(goal, Pair.Known?.Ratio ?? 0)))
        );

    /// <summary>Verdicts in the order of <see cref="Pairs.All"/>, of those that were asked for.</summary>
    public static IReadOnlyList<Verdict> Of(IReadOnlyList<Result> results, Func<Pair, bool> wanted) =>
        [.. Pairs.All.Where(wanted).Select(pair => new Verdict(pair, results.LastOrDefault(r => r.Pair == pair.Id)))];
}
