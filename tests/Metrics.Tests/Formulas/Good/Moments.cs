using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: x real(3); y real(3)
// rows: 2
public static partial class Variances
{
    [Metric] public static Tensor OfAll(Tensor x, Tensor y) => x.var();

    [Metric] public static Tensor PerColumn(Tensor x, Tensor y) => x.var(0);

    [Metric] public static Tensor Biased(Tensor x, Tensor y) => (x - y).std(0, unbiased: false);

    [Metric]
    public static Tensor Explained(Tensor x, Tensor y) => 1 - (x - y).var(0, unbiased: false) / x.var(0, unbiased: false).clamp(min: 1e-9);

    [Metric] public static Tensor ByHand(Tensor x, Tensor y) => (x - x.mean()).square().mean();

    [Metric] public static Tensor ByColumn(Tensor x, Tensor y) => (x - x.mean([0])).pow(2).sum(dim: 0) / (x.shape[0] - 1);

    [Metric] public static Tensor KeepingTheAxis(Tensor x, Tensor y) => (x - x.mean([0], keepdim: true)).square().mean();
}

// inputs: x real; y real
// rows: 2
public static partial class CoMoments
{
    [Metric] public static Tensor Covariance(Tensor x, Tensor y) => ((x - x.mean()) * (y - y.mean())).sum() / (x.shape[0] - 1);

    [Metric] public static Tensor Pearson(Tensor x, Tensor y)
    {
        var (cx, cy) = (Centre(x), Centre(y));
        return (cx * cy).sum() / (cx.square().sum() * cy.square().sum()).sqrt();
    }

    [Metric] public static Tensor Slope(Tensor x, Tensor y) => (Centre(x) * Centre(y)).mean() / x.std(unbiased: false).square();

    private static Tensor Centre(Tensor values) => values - values.mean();
}

// inputs: x real(2); y real(2)
// rows: 2
public static partial class R2PerOutput
{
    [Metric] public static Tensor R2(Tensor x, Tensor y)
    {
        var residual = (x - y).square().sum(dim: 0);
        var total = (x - x.mean([0])).square().sum(dim: 0);
        return (1 - residual / total).mean();
    }
}

// inputs: x large
// rows: 2
public static partial class FarFromZero
{
    [Metric] public static Tensor Variance(Tensor x) => x.to_type(float64).var();

    [Metric] public static Tensor ByHand(Tensor x)
    {
        var wide = x.@double();
        return (wide - wide.mean()).square().mean();
    }
}
