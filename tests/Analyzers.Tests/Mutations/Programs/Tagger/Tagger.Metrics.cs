using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// yTrue: tags [n]; yPred: scores [n, numTags].
public sealed partial class Tagger
{
    /// <summary>Share of words with the right tag.</summary>
    [Metric]
    private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    /// <summary>Share of words whose tag is decided.</summary>
    [Metric(Shape = MetricShape.Scalar)]
    private static Tensor Decided(Tensor yPred, double threshold)
    {
        var (largest, _) = yPred.softmax(1).max(1);
        return largest.gt(threshold).to_type(float32).mean();
    }

    /// <summary>Per tag, the share of its words that was found.</summary>
    [Metric("found", Shape = MetricShape.Vector)]
    private static Tensor Recall(Tensor yTrue, Tensor yPred, int numTags)
    {
        var actual = functional.one_hot(yTrue, numTags);
        var predicted = functional.one_hot(yPred.argmax(1), numTags);
        return (actual * predicted).sum(dim: 0) / actual.sum(dim: 0).clamp(min: 1);
    }

    /// <summary>Tags against predicted tags.</summary>
    [Metric(Shape = MetricShape.Matrix)]
    private static Tensor Confusion(Tensor yTrue, Tensor yPred, int numTags)
    {
        var actual = functional.one_hot(yTrue, numTags).to_type(float32);
        var predicted = functional.one_hot(yPred.argmax(1), numTags).to_type(float32);
        return actual.T.mm(predicted);
    }
}
