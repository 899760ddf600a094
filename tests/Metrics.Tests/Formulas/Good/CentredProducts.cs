using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: a real; b real; m mask
// rows: 2
public static partial class HalfCentred
{
    [Metric] public static Tensor Covariance(Tensor a, Tensor b, Tensor m) => ((a - a.mean()) * b).mean();

    [Metric] public static Tensor Summed(Tensor a, Tensor b, Tensor m) => (b * (b - b.mean())).sum();

    [Metric] public static Tensor OfMasked(Tensor a, Tensor b, Tensor m) => ((b - b.mean()) * m).sum() / b.shape[0];

    [Metric] public static Tensor Slope(Tensor a, Tensor b, Tensor m)
    {
        var d = b - b.mean();
        return (d * a).sum() / d.square().sum();
    }

    [Metric] public static Tensor BehindIt(Tensor a, Tensor b, Tensor m) => (2 * (a.mean() - a) * (b + 1) / 3).sum();
}

// inputs: x real(3); y real(2); w unit(1)
// rows: 2
public static partial class CovarianceMatrices
{
    [Metric(Shape = MetricShape.Matrix)] public static Tensor Covariance(Tensor x, Tensor y, Tensor w)
    {
        var d = x - x.mean([0L]);
        return d.T.matmul(d) / (x.shape[0] - 1);
    }

    [Metric(Shape = MetricShape.Matrix)] public static Tensor Cross(Tensor x, Tensor y, Tensor w)
    {
        var (d, e) = (x - x.mean([0L], keepdim: true), y - y.mean([0L], keepdim: true));
        return d.t().mm(e) / x.shape[0];
    }

    [Metric(Shape = MetricShape.Matrix)] public static Tensor HalfCentred(Tensor x, Tensor y, Tensor w) =>
        (x - x.mean([0L])).T.mm(y) * 2 + x.T.mm(y - y.mean([0L]));

    [Metric] public static Tensor Trace(Tensor x, Tensor y, Tensor w)
    {
        var d = (x - x.mean([0L])) * 0.5;
        return d.T.mm(d).trace();
    }

    [Metric(Shape = MetricShape.Matrix)] public static Tensor Correlation(Tensor x, Tensor y, Tensor w)
    {
        var d = y - y.mean([0L]);
        var c = d.T.mm(d);
        var s = c.diag().sqrt();
        return c / s.unsqueeze(0) / s.unsqueeze(1);
    }

    [Metric] public static Tensor PerColumn(Tensor x, Tensor y, Tensor w) => ((y - y.mean([0L])) * w).sum(dim: 0);

    [Metric] public static Tensor OverAll(Tensor x, Tensor y, Tensor w) => ((y - y.mean()) * w).mean();
}
