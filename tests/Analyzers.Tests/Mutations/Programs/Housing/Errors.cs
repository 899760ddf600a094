using Gen;
using TorchSharp;
using static TorchSharp.torch;

namespace HousingProgram;

/// <summary>Errors that any program can use.</summary>
internal static partial class Errors
{
    /// <summary>Mean of the squared errors.</summary>
    [Metric]
    public static Tensor Squared(Tensor yTrue, Tensor yPred)
    {
        var difference = yTrue - yPred;
        return (difference * difference).mean();
    }

    /// <summary>Mean of the errors beyond a tolerance.</summary>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Beyond(Tensor yTrue, Tensor yPred, float tolerance) => ((yTrue - yPred).abs() - tolerance).clamp(min: 0).mean();

    /// <summary>The median error, which needs all rows.</summary>
    [Metric(Shape = MetricShape.Scalar), Collect]
    public static Tensor Typical(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().median();

    /// <summary>The largest error.</summary>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Largest(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().max();
}
