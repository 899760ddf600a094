using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue binary(2,3); yPred unit(2,3)
// config: smooth = 1.0
// source: https://blog.youkuaiyun.com/Arctic_Beacon/article/details/89840792
public static partial class DiceCoefficient
{
    [Metric] public static Tensor Dice(Tensor yTrue, Tensor yPred, double smooth = 1)
    {
        var trueFlat = yTrue.flatten();
        var predFlat = yPred.flatten();
        var intersection = (trueFlat * predFlat).sum();
        return (2 * intersection + smooth) / (trueFlat.sum() + predFlat.sum() + smooth);
    }
}

// inputs: yTrue binary(4); yPred unit(4)
// config: alpha = 0.7; gamma = 0.75; smooth = 1
// source: https://github.com/rstudio/keras3/issues/1271
public static partial class Tversky
{
    [Metric] public static Tensor Index(Tensor yTrue, Tensor yPred, double alpha, int smooth)
    {
        var y = torch.flatten(yTrue);
        var p = torch.flatten(yPred);
        var truePositive = torch.sum(y * p);
        var falseNegative = torch.sum(y * (1 - p));
        var falsePositive = torch.sum((1 - y) * p);
        return (truePositive + smooth) / (truePositive + alpha * falseNegative + (1 - alpha) * falsePositive + smooth);
    }

    [Metric] public static Tensor FocalLoss(Tensor yTrue, Tensor yPred, double alpha, double gamma, int smooth) =>
        torch.pow(1 - Index(yTrue, yPred, alpha, smooth), gamma);
}

// inputs: yTrue binary(5); yPred unit(5)
// config: smooth = 100
// source: https://github.com/keras-team/keras-core/issues/894
public static partial class JaccardDistance
{
    [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred, int smooth)
    {
        var intersection = (yTrue * yPred).abs().sum(-1).sum();
        var sum = (yTrue.abs() + yPred.abs()).sum(-1).sum();
        var jaccard = (intersection + smooth) / (sum - intersection + smooth);
        return (1 - jaccard) * smooth;
    }

    [Metric] public static Tensor Dice(Tensor yTrue, Tensor yPred)
    {
        var intersection = (yTrue * yPred).abs().sum(-1).sum();
        var union = (yTrue.abs() + yPred.abs()).sum(-1).sum();
        return 2 * intersection / union;
    }
}

// inputs: yTrue binary(3,4); yPred unit(3,4)
// config: smooth = 100
// source: https://github.com/keras-team/keras-contrib/pull/197
public static partial class JaccardOfRows
{
    [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred, int smooth)
    {
        var intersection = (yTrue * yPred).abs().sum(-1);
        var sum = (yTrue.abs() + yPred.abs()).sum(-1);
        var jac = (intersection + smooth) / (sum - intersection + smooth);
        return ((1 - jac) * smooth).mean();
    }

    [Metric] public static Tensor BinaryLoss(Tensor yTrue, Tensor yPred, int smooth) => Loss(yTrue, yPred.round(), smooth);
}

// inputs: inputs unit(2,3); targets binary(2,3)
// config: smooth = 1.0; alpha = 0.3; beta = 0.7
// source: https://github.com/ivadomed/ivadomed/pull/256
public static partial class TverskyOfClasses
{
    [Metric] public static Tensor Loss(Tensor inputs, Tensor targets, double smooth, double alpha, double beta)
    {
        var classes = 2;
        var index = new List<Tensor>();
        for (var i = 0; i < classes; i++)
        {
            var (y, p) = (targets[.., i], inputs[.., i]);
            var tp = torch.sum(y * p);
            var fn = torch.sum(y * (1 - p));
            var fp = torch.sum((1 - y) * p);
            index.Add((tp + smooth) / (tp + alpha * fn + beta * fp + smooth));
        }

        return -torch.stack(index).mean();
    }
}

// inputs: yTrue binary(2,2,2); yPred unit(2,2,2)
// source: https://github.com/nabsabraham/focal-tversky-unet/issues/30
public static partial class OverlapPerImage
{
    [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred)
    {
        var rows = yTrue.shape[0];
        var y = yTrue.reshape(rows, -1);
        var p = yPred.reshape(rows, -1);
        var tp = (y * p).sum(1);
        var fn = (y * (1 - p)).sum(1);
        var fp = ((1 - y) * p).sum(1);
        return (1 - (tp + 1) / (tp + 0.7 * fn + 0.3 * fp + 1)).sum();
    }
}
