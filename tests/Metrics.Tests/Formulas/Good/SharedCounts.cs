using System.Collections.Generic;
using System.Linq;
using Gen;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue labels(4); yPred scores(4)
// config: n = 4
public static partial class OwnAndBuiltInCounts
{
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    [Metric] public static Tensor Precision(Tensor yTrue, Tensor yPred, int n) => Classification.Precision(yTrue, yPred, n);

    [Metric] public static Tensor Hits(Tensor yTrue, Tensor yPred, int n) =>
        (functional.one_hot(yTrue, n) * functional.one_hot(yPred.argmax(1), n)).sum(dim: 0);

    [Metric] public static Tensor Sparse(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);
}

// inputs: yTrue labels~(4); yPred scores(4)
// config: n = 4
public static partial class CountsOfLabelsOfAnyType
{
    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred, int n) => Classification.Recall(yTrue, yPred, n);

    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float64).mean();
}

// inputs: yTrue column~(3); yPred scores(3)
public static partial class AccuracyOfAColumnOfLabels
{
    [Metric] public static Tensor Sparse(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);
}
