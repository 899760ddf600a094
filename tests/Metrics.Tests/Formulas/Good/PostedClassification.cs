using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue binary; yPred unit
// source: https://github.com/keras-team/keras/issues/6507
public static partial class CountsByRounding
{
    private const double Epsilon = 1e-7;

    [Metric] public static Tensor Precision(Tensor yTrue, Tensor yPred) =>
        TruePositives(yTrue, yPred) / (TruePositives(yTrue, yPred) + FalsePositives(yTrue, yPred) + Epsilon);

    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred) =>
        TruePositives(yTrue, yPred) / (TruePositives(yTrue, yPred) + FalseNegatives(yTrue, yPred) + Epsilon);

    [Metric] public static Tensor F1(Tensor yTrue, Tensor yPred)
    {
        var precision = Precision(yTrue, yPred);
        var recall = Recall(yTrue, yPred);
        return 2 * precision * recall / (precision + recall + Epsilon);
    }

    private static Tensor TruePositives(Tensor yTrue, Tensor yPred) => (yTrue * yPred.round()).sum();

    private static Tensor FalsePositives(Tensor yTrue, Tensor yPred) => ((1.0 - yTrue) * yPred.round()).sum();

    private static Tensor FalseNegatives(Tensor yTrue, Tensor yPred) => (yTrue * (1.0 - yPred.round())).sum();
}

// inputs: yTrue onehot(4); yPred simplex(4)
// config: classIndex = 2
// source: https://github.com/keras-team/keras/issues/8657
public static partial class RecallOfOneClass
{
    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred, int classIndex)
    {
        var (actual, predicted) = SliceByClass(yTrue, yPred, classIndex);
        var truePositives = (actual * predicted).clamp(0, 1).round().sum();
        var positives = actual.clamp(0, 1).round().sum();
        return truePositives / (positives + 1e-7);
    }

    private static (Tensor Actual, Tensor Predicted) SliceByClass(Tensor yTrue, Tensor yPred, int classIndex) =>
        (yTrue[.., classIndex], yPred[.., classIndex]);
}

// inputs: yTrue binary(3); yPred unit(3)
// config: beta = 2
// source: https://github.com/keras-team/keras/pull/3895
public static partial class FBetaOfMultiLabel
{
    [Metric] public static Tensor FBeta(Tensor yTrue, Tensor yPred, int beta)
    {
        var predicted = torch.round(torch.clamp(yPred, 0, 1));
        var truePositives = torch.sum(torch.round(yTrue * predicted));
        var precision = truePositives / (predicted.sum() + 1e-7);
        var recall = truePositives / (yTrue.sum() + 1e-7);
        var squared = beta * beta;
        return (1 + squared) * (precision * recall) / (squared * precision + recall + 1e-7);
    }
}

// inputs: yTrue binary; yPred unit
// source: https://github.com/keras-team/keras/pull/3689
public static partial class MatthewsCorrelation
{
    [Metric] public static Tensor Matthews(Tensor yTrue, Tensor yPred)
    {
        var predictedPositive = yPred.clamp(0, 1).round();
        var predictedNegative = 1 - predictedPositive;
        var positive = yTrue.clamp(0, 1).round();
        var negative = 1 - positive;

        var tp = (positive * predictedPositive).sum();
        var tn = (negative * predictedNegative).sum();
        var fp = (negative * predictedPositive).sum();
        var fn = (positive * predictedNegative).sum();

        var numerator = tp * tn - fp * fn;
        var denominator = ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)).sqrt();
        return numerator / (denominator + 1e-7);
    }
}

// inputs: yTrue binary~; yPred unit
// config: threshold = 0.5; metric = "f1_score"
// source: https://github.com/wellcometrust/WellcomeML/pull/69
public static partial class ThresholdedScores
{
    [Metric] public static Tensor Score(Tensor yTrue, Tensor yPred, double threshold, string metric)
    {
        const double eps = 1e-7;
        var above = yPred.gt(threshold);
        var positive = yTrue.eq(1);
        var tp = above.logical_and(positive).to_type(float32).sum();
        if (metric == "precision")
            return tp / (above.to_type(float32).sum() + eps);
        if (metric == "recall")
            return tp / (positive.to_type(float32).sum() + eps);
        var precision = tp / (above.to_type(float32).sum() + eps);
        var recall = tp / (positive.to_type(float32).sum() + eps);
        return 2 * precision * recall / (precision + recall + eps);
    }
}

// inputs: yTrue binary; yPred unit
// source: https://datascience.stackexchange.com/questions/33587/keras-custom-loss-function-as-true-negatives-by-true-negatives-plus-false-posit/40746
public static partial class SpecificityOfScores
{
    [Metric] public static Tensor Specificity(Tensor yPred, Tensor yTrue)
    {
        var negTrue = 1 - yTrue;
        var negPred = 1 - yPred;
        var fp = torch.sum(negTrue * yPred);
        var tn = torch.sum(negTrue * negPred);
        return tn / (tn + fp + 1e-7);
    }
}

// inputs: target labels(5); logits scores(5)
// source: https://github.com/Lightning-AI/pytorch-lightning/issues/2265
public static partial class ArgmaxAccuracy
{
    [Metric] public static Tensor Accuracy(Tensor logits, Tensor target) => (logits.argmax(-1) == target).@float().mean();
}

// inputs: yTrue labels(4); yPred scores(4)
// config: classes = 4
// source: https://github.com/Lightning-AI/torchmetrics/issues/845
public static partial class RatesFromConfusion
{
    [Metric] public static Tensor F1(Tensor yTrue, Tensor yPred, int classes)
    {
        using var actual = functional.one_hot(yTrue, classes);
        using var predicted = functional.one_hot(yPred.argmax(1), classes);
        var tp = (actual * predicted).sum(dim: 0);
        var fp = ((1 - actual) * predicted).sum(dim: 0);
        var fn = (actual * (1 - predicted)).sum(dim: 0);
        return (2.0 * tp / (2.0 * tp + fp + fn).clamp(min: 1)).mean();
    }
}

// inputs: yTrue onehot(3); yPred simplex(3)
// config: gamma = 2.0; alpha = 0.25
// source: https://github.com/umbertogriffo/focal-loss-keras/issues/7
public static partial class CategoricalFocalLoss
{
    [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred, double gamma, double alpha)
    {
        const double epsilon = 1e-7;
        yPred = yPred / yPred.sum(-1, keepdim: true);
        yPred = yPred.clamp(epsilon, 1 - epsilon);
        var crossEntropy = -yTrue * yPred.log();
        var loss = alpha * (1 - yPred).pow(gamma) * crossEntropy;
        return loss.sum(1).mean();
    }
}

// inputs: yTrue onehot(3,4); yPred simplex(3,4); mask binary(3)
// source: https://github.com/keras-team/keras/issues/2260
public static partial class MaskedSequenceAccuracy
{
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred, Tensor mask)
    {
        var right = yTrue.argmax(-1).eq(yPred.argmax(-1)).type_as(mask);
        return (right * mask).sum() / mask.sum();
    }
}

// inputs: yTrue binary; yPred unit
// source: https://faroit.com/keras-docs/2.0.2/metrics
public static partial class MeanPrediction
{
    [Metric] public static Tensor MeanPred(Tensor yTrue, Tensor yPred) => yPred.mean();
}
