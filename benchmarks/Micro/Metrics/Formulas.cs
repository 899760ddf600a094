using Gen.Training.Metrics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Benchmarks;

/// <summary>The metrics as a user writes them, each for itself, over class indices [n] and scores [n, numClasses].</summary>
public static partial class Formulas
{
    /// <summary>Share of rows whose largest score is the label's.</summary>
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    /// <summary>Per class.</summary>
    [Metric] public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = functional.one_hot(yTrue, numClasses);
        var predicted = functional.one_hot(yPred.argmax(1), numClasses);
        return (actual * predicted).sum(dim: 0) / predicted.sum(dim: 0).clamp(min: 1);
    }

    /// <summary>Per class.</summary>
    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = functional.one_hot(yTrue, numClasses);
        var predicted = functional.one_hot(yPred.argmax(1), numClasses);
        return (actual * predicted).sum(dim: 0) / actual.sum(dim: 0).clamp(min: 1);
    }

    /// <summary>Per class.</summary>
    [Metric] public static Tensor F1(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = functional.one_hot(yTrue, numClasses);
        var predicted = functional.one_hot(yPred.argmax(1), numClasses);
        return 2 * (actual * predicted).sum(dim: 0) / (actual.sum(dim: 0) + predicted.sum(dim: 0)).clamp(min: 1);
    }
}

/// <summary>The same metrics from the library.</summary>
public static partial class BuiltIns
{
    /// <inheritdoc cref="Classification.SparseCategoricalAccuracy"/>
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    /// <inheritdoc cref="Classification.Precision"/>
    [Metric]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Precision(yTrue, yPred, numClasses);

    /// <inheritdoc cref="Classification.Recall"/>
    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    /// <inheritdoc cref="Classification.F1"/>
    [Metric] public static Tensor F1(Tensor yTrue, Tensor yPred, int numClasses) => Classification.F1(yTrue, yPred, numClasses);
}

/// <summary>A formula of the user's own among metrics from the library.</summary>
public static partial class Mixed
{
    /// <inheritdoc cref="Formulas.Accuracy"/>
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    /// <inheritdoc cref="Classification.Precision"/>
    [Metric]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Precision(yTrue, yPred, numClasses);

    /// <inheritdoc cref="Classification.Recall"/>
    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    /// <inheritdoc cref="Formulas.F1"/>
    [Metric] public static Tensor F1(Tensor yTrue, Tensor yPred, int numClasses) => Formulas.F1(yTrue, yPred, numClasses);
}
