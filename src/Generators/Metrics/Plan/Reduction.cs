using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Plan;

/// <summary>A reduction of row-wise tensors, the children, over the rows. Used in results only.</summary>
/// <param name="Kind">Which reduction.</param>
/// <param name="Axis">Batch axis of the first operand.</param>
/// <param name="Dims">Axes reduced, the batch axis among them; empty for all.</param>
/// <param name="KeepDim">Reduced axes stay, with size 1.</param>
/// <param name="Unbiased">Of <see cref="ReductionKind.Variance"/> and <see cref="ReductionKind.Deviation"/>: divide by one less than the
/// count.</param>
/// <param name="SecondAxis">Of <see cref="ReductionKind.Contraction"/>: batch axis of the second operand.</param>
/// <param name="Template">Of <see cref="ReductionKind.Contraction"/>: C# of the contraction over <c>{0}</c> and <c>{1}</c>.</param>
internal sealed record Reduction(
    ReductionKind Kind,
    int Axis = 0,
    EquatableArray<long> Dims = default,
    bool KeepDim = false,
    bool Unbiased = false,
    int SecondAxis = 0,
    string Template = ""
) : NodeKind
{
    private const char Separator = ';';

    /// <summary>Reductions of the same operands that are equal in this share an accumulator; their results are read from it in different
    /// ways.</summary>
    public Reduction Accumulator => this with
    {
        Kind = Kind switch
        {
            ReductionKind.Mean => ReductionKind.Sum,
            ReductionKind.CoMomentMean or ReductionKind.Variance or ReductionKind.Deviation => ReductionKind.CoMomentSum,
            var kind => kind,
        },
        Unbiased = false,
    };

    /// <summary>Reads what <see cref="Text"/> gave.</summary>
    public static Reduction Parse(string text)
    {
        var parts = text.Split([Separator], 7);
        return new Reduction(
            (ReductionKind)Enum.Parse(typeof(ReductionKind), parts[0]),
            int.Parse(parts[1]),
            parts[2].Length == 0 ? [] : [.. parts[2].Split(',').Select(long.Parse)],
            parts[3] == "1",
            parts[4] == "1",
            int.Parse(parts[5]),
            parts[6]);
    }

    public string Text => string.Join(
        Separator.ToString(),
        Kind,
        Axis,
        string.Join(",", Dims),
        KeepDim ? "1" : "0",
        Unbiased ? "1" : "0",
        SecondAxis,
        Template);
}

/// <summary>The distributive reductions, and those that are made of several.</summary>
internal enum ReductionKind
{
    /// <summary>SumAccumulator.Sum.</summary>
    Sum,

    /// <summary>SumAccumulator.Mean.</summary>
    Mean,

    /// <summary>ProductAccumulator.</summary>
    Product,

    /// <summary>ExtremumAccumulator, the largest.</summary>
    Max,

    /// <summary>ExtremumAccumulator, the smallest.</summary>
    Min,

    /// <summary>CoMomentAccumulator.Sum: sum of the products of two operands, each centred by its mean.</summary>
    CoMomentSum,

    /// <summary>The same divided by the number of elements: CoMomentAccumulator.Variance, not unbiased.</summary>
    CoMomentMean,

    /// <summary>CoMomentAccumulator.Variance, of one value, which stands for both operands.</summary>
    Variance,

    /// <summary>CoMomentAccumulator.Deviation, of one value, which stands for both operands.</summary>
    Deviation,

    /// <summary>CountAccumulator: how often each index occurs. Operands: index tensor; width, a host value of config alone.</summary>
    Counts,

    /// <summary>JointCountAccumulator: how often each pair occurs. Operands: two index tensors; rows and columns, host values of config
    /// alone.</summary>
    JointCounts,

    /// <summary>ContractionAccumulator: a product of two row-wise tensors that sums over the rows.</summary>
    Contraction,
}
