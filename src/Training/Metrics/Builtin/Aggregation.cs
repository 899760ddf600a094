using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Aggregations of values that are not predictions, such as a loss per row.</summary>
[MetricLibrary]
public static partial class Aggregation
{
    /// <summary>The mean of all elements.</summary>
    /// <param name="values">Any numbers, [n, …].</param>
    /// <returns>Scalar in float64. Keras: Mean.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Mean(Tensor values) => values.to_type(ScalarType.Float64).mean();

    /// <summary>The sum of all elements.</summary>
    /// <param name="values">Any numbers, [n, …].</param>
    /// <returns>Scalar: int64 for integers and bools, otherwise the values' type. Keras: Sum.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Sum(Tensor values) => values.sum();
}
