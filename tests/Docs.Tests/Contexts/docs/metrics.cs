using Gen;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

public static partial class MyMetrics
{
    // members here
}
//// 2
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

public static partial class MyMetrics
{
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = functional.one_hot(yTrue, numClasses);
        var predicted = functional.one_hot(yPred.argmax(1), numClasses);
        return (actual * predicted).sum(dim: 0) / predicted.sum(dim: 0).clamp(min: 1);
    }
}

public static class Uses
{
    public static void Both(Module<Tensor, Tensor> model, IEnumerable<(Tensor X, Tensor Y)> batches, Tensor yTrue, Tensor yPred)
    {
        // statements here
    }
}
