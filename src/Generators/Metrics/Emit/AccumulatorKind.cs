using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>The accumulator that a kind of reduction reads.</summary>
/// <param name="Type">Its class, without <c>Accumulator</c>.</param>
/// <param name="Field">Start of its field's name.</param>
/// <param name="Read">The member that gives the reduction's value, with <c>{0}</c> for the computation.</param>
/// <param name="Words">What it holds, with <c>{0}</c> and <c>{1}</c> for the operands.</param>
/// <param name="Operands">How many values an update hands to it. What follows them are the sizes that it is made with.</param>
/// <param name="Axes">What an update hands over besides.</param>
internal sealed record AccumulatorKind(
    string Type, string Field, string Read, string Words, int Operands = 1, Func<Reduction, string>? Axes = null)
{
    private const string Pairs = "co-moment of {0} and {1}";

    private static readonly Dictionary<ReductionKind, AccumulatorKind> s_all = new()
    {
        [ReductionKind.Sum] = new("Sum", "_sum", "Sum({0})", "sum over the rows of {0}"),
        [ReductionKind.Mean] = new("Sum", "_sum", "Mean({0})", "sum over the rows of {0}"),
        [ReductionKind.Product] = new("Product", "_product", "Product({0})", "product over the rows of {0}"),
        [ReductionKind.Max] = new("Extremum", "_max", "Value({0})", "largest over the rows of {0}"),
        [ReductionKind.Min] = new("Extremum", "_min", "Value({0})", "smallest over the rows of {0}"),
        [ReductionKind.Counts] = new("Count", "_counts", "Counts({0})", "how often each value occurs in {0}", 1, r => $", {r.Axis}"),
        [ReductionKind.JointCounts] =
            new("JointCount", "_jointCounts", "Counts({0})", "how often each pair occurs in {0} and {1}", 2, _ => ""),
        [ReductionKind.Contraction] = new("Contraction", "_contraction", "Sum({0})", "sum over the rows of ", 2),
        [ReductionKind.CoMomentSum] = new("CoMoment", "_coMoment", "Sum({0})", Pairs, 2),
        // Of the products, not of the values.
        [ReductionKind.CoMomentMean] = new("CoMoment", "_coMoment", "Variance({0}, unbiased: false)", Pairs, 2),
        [ReductionKind.Variance] = new("CoMoment", "_coMoment", "Variance({0}, unbiased: {1})", Pairs, 2),
        [ReductionKind.Deviation] = new("CoMoment", "_coMoment", "StandardDeviation({0}, unbiased: {1})", Pairs, 2),
    };

    public static AccumulatorKind Of(Reduction reduction) => s_all[reduction.Kind];

    /// <summary>What follows the operands in an update.</summary>
    public string Arguments(Reduction reduction) => Axes is null
        ? $", {reduction.Axis}, [{string.Join(", ", reduction.Dims)}]{(reduction.KeepDim ? ", keepdim: true" : "")}"
        : Axes(reduction);
}
