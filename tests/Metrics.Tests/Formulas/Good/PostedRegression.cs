using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue real; yPred real
// rows: 2
// source: https://github.com/keras-team/keras/issues/10990
public static partial class CoefficientOfDetermination
{
    [Metric] public static Tensor R2(Tensor yTrue, Tensor yPred)
    {
        var residual = (yTrue - yPred).square().sum();
        var total = (yTrue - yTrue.mean()).square().sum();
        return 1 - residual / (total + 1e-7);
    }
}

// inputs: y real(3); prediction real(3)
// rows: 2
// source: https://github.com/keras-team/keras/issues/7249
public static partial class NegativeR2
{
    [Metric] public static Tensor Score(Tensor y, Tensor prediction)
    {
        var totalError = torch.sum(torch.square(torch.sub(y, torch.mean(y))));
        var residualError = torch.sum(torch.square(torch.sub(y, prediction)));
        return -(1.0 - torch.div(residualError, totalError));
    }
}

// inputs: yTrue real(3); yPred real(3)
// source: https://github.com/keras-team/keras/issues/7947
public static partial class RootMeanSquares
{
    [Metric] public static Tensor OfRows(Tensor yTrue, Tensor yPred) => (yPred - yTrue).square().mean([-1]).sqrt().mean();

    [Metric] public static Tensor OfAll(Tensor yTrue, Tensor yPred) => (yPred - yTrue).square().mean().sqrt();
}

// inputs: yTrue real(2); yPred real(2)
// rows: 2
// source: https://errorhandle.ai/pearsons-linear-coefficient-keras
public static partial class FlatPearson
{
    [Metric] public static Tensor Correlation(Tensor yTrue, Tensor yPred)
    {
        yTrue = yTrue.flatten();
        yPred = yPred.flatten();
        var meanTrue = yTrue.mean();
        var meanPred = yPred.mean();
        var num = ((yTrue - meanTrue) * (yPred - meanPred)).sum();
        var den = ((yTrue - meanTrue).square().sum() * (yPred - meanPred).square().sum()).sqrt();
        return num / (den + 1e-7);
    }
}

// inputs: x real; y real
// rows: 2
// source: https://newbedev.com/how-to-specify-the-correlation-coefficient-as-the-loss-function-in-keras
public static partial class CorrelationOfMeans
{
    [Metric] public static Tensor Correlation(Tensor x, Tensor y)
    {
        var (mx, my) = (x.mean(), y.mean());
        var (xm, ym) = (x - mx, y - my);
        var numerator = torch.mean(torch.mul(xm, ym));
        var denominator = x.std(unbiased: false) * y.std(unbiased: false);
        return numerator / denominator;
    }
}

// inputs: yTrue real; yPred real
// rows: 2
// source: https://keras3.posit.co/dev/reference/metric_concordance_correlation.html
public static partial class Concordance
{
    [Metric] public static Tensor Correlation(Tensor yTrue, Tensor yPred)
    {
        var meanTrue = yTrue.mean();
        var meanPred = yPred.mean();
        var covariance = ((yTrue - meanTrue) * (yPred - meanPred)).mean();
        return 2 * covariance / (yTrue.std(false).square() + yPred.std(false).square() + (meanTrue - meanPred).square());
    }
}

// inputs: y real(2); f real(2)
// config: q = 0.9
// source: https://sachinruk.github.io/blog/Quantile-Regression/
public static partial class TiltedLoss
{
    [Metric] public static Tensor Loss(Tensor y, Tensor f, double q)
    {
        var e = y - f;
        return torch.maximum(q * e, (q - 1) * e).mean([-1]).mean();
    }
}

// inputs: yTrue angle; yPred angle
// source: https://stackoverflow.com/questions/46355068/keras-loss-function-for-360-degree-prediction/46357303
public static partial class AngularError
{
    [Metric] public static Tensor MeanSquaredError360(Tensor yTrue, Tensor yPred)
    {
        var delta = torch.minimum(
            torch.minimum((yPred - yTrue).abs(), (yPred - (360 + yTrue)).abs()),
            (yTrue - (360 + yPred)).abs());
        return delta.square().mean();
    }

    [Metric] public static Tensor Rmse360(Tensor yTrue, Tensor yPred) => MeanSquaredError360(yTrue, yPred).sqrt();
}

// inputs: yTrue real(2); yPred real(2)
// rows: 2
// source: https://stats.stackexchange.com/questions/425234/loss-function-and-encoding-for-angles
public static partial class DeviationOfDifference
{
    [Metric] public static Tensor Deviation(Tensor yTrue, Tensor yPred) => torch.std(yTrue - yPred, unbiased: false);
}

// inputs: input positive; target positive
// source: https://krzjoa.github.io/torchts/reference/nnf_smape.html
public static partial class SymmetricPercentageError
{
    [Metric] public static Tensor Smape(Tensor input, Tensor target) =>
        ((input - target).abs() / ((target.abs() + input.abs()) * 0.5)).mean();
}

// inputs: original unit(2,3); reconstructed unit(2,3)
// config: peak = 255.0
// source: https://wxjwjj.github.io/2018/05/22/PSNR
public static partial class PeakSignalToNoise
{
    [Metric] public static Tensor Psnr(Tensor original, Tensor reconstructed, double peak)
    {
        var mse = ((original - reconstructed) * peak).square().mean();
        return torch.where(mse.eq(0), full_like(mse, 100), 10 * (peak * peak / mse).log() / System.Math.Log(10));
    }
}

// inputs: actual positive; predicted positive
// source: https://github.com/shreyaskale11/ML-Notes
public static partial class SafePercentageError
{
    [Metric] public static Tensor Smape(Tensor actual, Tensor predicted)
    {
        var num = (actual - predicted).abs();
        var den = (actual.abs() + predicted.abs()) / 2;
        return 100 * torch.where(den.ne(0), num / den, zeros_like(num)).mean();
    }
}
