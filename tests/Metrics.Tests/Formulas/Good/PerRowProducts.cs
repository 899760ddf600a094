using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: x real(2,3); y real(3,2); v real(3)
public static partial class MatricesPerRow
{
    [Metric] public static Tensor Batched(Tensor x, Tensor y, Tensor v) => x.bmm(y).sum(dim: 0).diag();

    [Metric] public static Tensor ConstantOnTheLeft(Tensor x, Tensor y, Tensor v) =>
        tensor(new[] { 1.0, -2.0 }).to_type(x.dtype).unsqueeze(0).matmul(x).square().mean();

    [Metric] public static Tensor VectorOnTheLeft(Tensor x, Tensor y, Tensor v) =>
        tensor(new[] { 1.0, -2.0 }).to_type(x.dtype).matmul(x).amax(1).mean();

    [Metric(Shape = MetricShape.Matrix)] public static Tensor ConstantOnTheRight(Tensor x, Tensor y, Tensor v) => x.matmul(eye(3, dtype: x.dtype)).sum(dim: 0);

    [Metric] public static Tensor VectorOnTheRight(Tensor x, Tensor y, Tensor v) => x.matmul(ones(3, dtype: x.dtype)).amax(1).sum();

    [Metric] public static Tensor OfKnownRank(Tensor x, Tensor y, Tensor v) =>
        x.reshape(-1, 2, 3).matmul(y.reshape(-1, 3, 2)).amax(2).sum(dim: 0);

    [Metric] public static Tensor OneMatrixForAll(Tensor x, Tensor y, Tensor v) =>
        x.bmm(eye(3, dtype: x.dtype).reshape(3, 3).expand(x.shape[0], 3, 3)).square().sum();

    [Metric] public static Tensor Mahalanobis(Tensor x, Tensor y, Tensor v)
    {
        var row = v.reshape(-1, 1, 3);
        return row.matmul(diag(tensor(new[] { 1.0, 2.0, 3.0 })).to_type(v.dtype)).bmm(row.transpose(1, 2)).sqrt().mean();
    }
}
