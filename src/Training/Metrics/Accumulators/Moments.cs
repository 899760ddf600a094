using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Weight, means and the sum of centred products of some elements.</summary>
/// <param name="Plain">How many elements had no weight.</param>
/// <param name="Weight">The weight of those that had one: float64, no axes.</param>
/// <param name="MeanX">The mean of x.</param>
/// <param name="MeanY">The mean of y; null where y is x.</param>
/// <param name="Products">The sum of (x - mean x)(y - mean y).</param>
internal readonly record struct Moments(double Plain, Tensor? Weight, Tensor MeanX, Tensor? MeanY, Tensor Products);
