namespace Gen.Generators.Metrics.Plan;

/// <summary>The distributive reductions, and those that are made of several.</summary>
internal enum ReductionKind
{
    /// <summary>SumAccumulator.Sum.</summary>
    Sum,

    /// <summary>SumAccumulator.Mean.</summary>
    Mean,

    /// <summary>ProductAccumulator.</summary>
    Product,

    /// <summary>ExtremeAccumulator, the largest.</summary>
    Max,

    /// <summary>ExtremeAccumulator, the smallest.</summary>
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

    /// <summary>JointCountAccumulator: how often each pair occurs. Operands: two index tensors; rows and columns, host values of config alone.</summary>
    JointCounts,

    /// <summary>ContractionAccumulator: a product of two row-wise tensors that sums over the rows.</summary>
    Contraction,
}
