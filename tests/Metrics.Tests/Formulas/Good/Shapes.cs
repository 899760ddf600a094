using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: a real(3); b real(3)
public static partial class MovedAxes
{
    [Metric] public static Tensor ByTranspose(Tensor a, Tensor b) => (a.transpose(0, 1) * b.transpose(0, 1)).sum(1);

    [Metric] public static Tensor ByT(Tensor a, Tensor b) => (a.T - b.T).abs().mean([-1]);

    [Metric] public static Tensor ByPermute(Tensor a, Tensor b) => a.unsqueeze(0).permute(2, 0, 1).sum(2).flatten() + b.sum(dim: 0);

    [Metric] public static Tensor KeepDim(Tensor a, Tensor b) => (a.sum(0, keepdim: true) / b.square().sum(0, true)).squeeze(0);

    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor Unsqueezed(Tensor a, Tensor b) => (a.unsqueeze(1) * b.unsqueeze(2)).sum(dim: 0);
}

// inputs: a real(2,3); b real(2,3)
public static partial class FlattenedAlike
{
    [Metric] public static Tensor Both(Tensor a, Tensor b) => (a.flatten() - b.flatten()).abs().mean();

    [Metric] public static Tensor Views(Tensor a, Tensor b) => (a.view(-1) * b.view(-1)).sum() / a.numel();

    [Metric] public static Tensor PerRow(Tensor a, Tensor b) => (a.flatten(1) - b.flatten(1)).square().sum(1).sqrt().mean();

    [Metric] public static Tensor ByView(Tensor a, Tensor b)
    {
        var n = a.shape[0];
        return (a.view(n, -1) * b.view(n, -1)).sum(1).mean();
    }

    [Metric] public static Tensor PerLastAxis(Tensor a, Tensor b) => (a.reshape(-1, 3) - b.reshape(-1, 3)).mean([0]);

    [Metric] public static Tensor SumsOfTwoAxes(Tensor a, Tensor b) => (a * b).sum(0, 2);
}

// inputs: a real(3); b real(2)
public static partial class Contractions
{
    [Metric(Shape = MetricShape.Matrix)] public static Tensor Cross(Tensor a, Tensor b) => a.T.matmul(b);

    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor CrossMean(Tensor a, Tensor b) => torch.matmul(a.transpose(0, 1), b) / a.shape[0];

    [Metric(Shape = MetricShape.Matrix)] public static Tensor Gram(Tensor a, Tensor b) => a.t().mm(a) + b.t().mm(b).sum();

    [Metric] public static Tensor Projected(Tensor a, Tensor b) => a.matmul(ones(3, 2, dtype: a.dtype)).sub(b).square().mean();
}

// inputs: a real; b real
public static partial class DotProducts
{
    [Metric] public static Tensor Dot(Tensor a, Tensor b) => a.dot(b);

    [Metric] public static Tensor Cosine(Tensor a, Tensor b) => torch.dot(a, b) / (a.norm() * b.norm()).clamp(min: 1e-8);
}

// inputs: yTrue labels(3); yPred scores(3)
// config: numClasses = 3
public static partial class ConfusionByContraction
{
    [Metric] public static Tensor Kappa(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = functional.one_hot(yTrue, numClasses).to_type(float64);
        var predicted = functional.one_hot(yPred.argmax(1), numClasses).to_type(float64);
        var confusion = actual.T.matmul(predicted);
        var n = confusion.sum();
        var observed = confusion.diag().sum() / n;
        var expected = (confusion.sum(dim: 0) * confusion.sum(1)).sum() / (n * n);
        return (observed - expected) / (1 - expected + 1e-9);
    }
}

// inputs: a real(4); b real(4)
public static partial class Norms
{
    [Metric] public static Tensor Frobenius(Tensor a, Tensor b) => (a - b).norm();

    [Metric] public static Tensor Manhattan(Tensor a, Tensor b) => torch.norm(a - b, 1f);

    [Metric] public static Tensor PerRow(Tensor a, Tensor b) => (a - b).norm(1).mean();

    [Metric] public static Tensor PerColumn(Tensor a, Tensor b) => (a - b).norm(0, p: 2);

    [Metric] public static Tensor CosineOfRows(Tensor a, Tensor b) => ((a * b).sum(-1) / (a.norm(-1) * b.norm(-1)).clamp(min: 1e-8)).mean();
}

// inputs: a real(3)
public static partial class RowsAgainstThemselves
{
    [Metric] public static Tensor Softmax(Tensor a) => a.softmax(1).mean([0]);

    [Metric] public static Tensor Centred(Tensor a) => (a - a.mean([1], keepdim: true)).square().sum(1).mean();

    [Metric] public static Tensor Spread(Tensor a) => (a.amax(1) - a.amin(1)).mean();

    [Metric] public static Tensor Entropy(Tensor a)
    {
        var logs = a.log_softmax(-1);
        return -(logs.exp() * logs).sum(-1).mean();
    }

    [Metric] public static Tensor OwnDeviation(Tensor a) => a.std(1).mean();

    [Metric] public static Tensor LogSum(Tensor a) => torch.logsumexp(a, 1).mean();
}

// inputs: a real(2)
public static partial class Joined
{
    [Metric] public static Tensor Columns(Tensor a) => torch.cat([a, a.square()], 1).mean([0]);

    [Metric(Shape = MetricShape.Matrix)] public static Tensor Stacked(Tensor a) => torch.stack([a.abs(), a.exp()], 1).sum(dim: 0);

    [Metric] public static Tensor Results(Tensor a) => torch.cat([a.sum(dim: 0), a.amax(0), a.mean().unsqueeze(0)]);

    [Metric] public static Tensor Split(Tensor a)
    {
        var parts = a.unbind(1);
        return (parts[0] * parts[1]).mean();
    }
}
