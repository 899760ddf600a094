using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: x real(3)
public static partial class SizesAsNumbers
{
    [Metric] public static Tensor PerColumn(Tensor x) => x.sum() / x.shape[1] / x.shape[0];

    [Metric] public static Tensor LastSize(Tensor x) => x.abs().sum(1).mean() / x.size(-1);

    [Metric] public static Tensor Uniform(Tensor x) => (x.softmax(1) - 1.0 / x.shape[1]).abs().sum();

    [Metric] public static Tensor Rank(Tensor x) => x.mean() * x.dim() + x.ndim;

    [Metric] public static Tensor OfItsType(Tensor x) => x.sum(dim: 0) + torch.ones(3, dtype: x.dtype);

    [Metric] public static Tensor Elements(Tensor x) => x.sum() / x.shape.Length + x.square().sum() / x.NumberOfElements;
}

// inputs: x real(3); k labels(4)
// config: n = 4
public static partial class OverResults
{
    [Metric] public static Tensor ChosenByAResult(Tensor x, Tensor k, int n)
    {
        var total = x.sum();
        return total.ToDouble() > 0 ? x.amax(0) : x.amin(0);
    }

    [Metric] public static Tensor GuardedDivision(Tensor x, Tensor k, int n)
    {
        var hits = k.eq(0).sum();
        return torch.where(hits.gt(0), x.sum() / hits, torch.zeros_like(x.sum()));
    }

    [Metric] public static Tensor Shares(Tensor x, Tensor k, int n)
    {
        var counts = functional.one_hot(k, n).sum(dim: 0);
        return (counts / counts.sum()).cumsum(0);
    }

    [Metric] public static Tensor Best(Tensor x, Tensor k, int n) => x.sum(dim: 0).sort(0).Values.flip(0)[0];

    [Metric] public static Tensor Softmax(Tensor x, Tensor k, int n) => x.mean([0]).softmax(0).norm();

    [Metric] public static Tensor Centred(Tensor x, Tensor k, int n)
    {
        var means = x.mean([0]);
        return (means - means.mean()).square().mean().sqrt();
    }

    [Metric] public static Tensor EarlyReturn(Tensor x, Tensor k, int n)
    {
        if (k.max().item<long>() < 2)
            return torch.tensor(-1.0, dtype: x.dtype);
        return x.sum();
    }
}

// inputs: x real(2)
// config: n = 4
public static partial class LoopBounds
{
    [Metric] public static Tensor FromOne(Tensor x, int n)
    {
        var total = x.sum() * 0;
        for (long k = 1; k <= n; k++)
            total += (x * k).sin().mean();
        return total;
    }

    [Metric] public static Tensor Triangle(Tensor x, int n)
    {
        var total = x.sum() * 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
                total = total + (x * (i + j)).cos().mean();
        }

        return total;
    }

    [Metric] public static Tensor NotAtAll(Tensor x, int n)
    {
        var total = x.mean();
        for (var k = 0; k < n - 10; k++)
            total = total * 2;
        return total;
    }

    [Metric] public static Tensor TwoLists(Tensor x, int n)
    {
        var (low, high) = (new List<Tensor>(), new List<Tensor>());
        foreach (var k in Enumerable.Range(1, n))
        {
            var scaled = (x * k).tanh();
            low.Add(scaled.min());
            high.Add(scaled.max());
        }

        return torch.stack(high) - torch.stack(low);
    }

    [Metric] public static Tensor BranchInside(Tensor x, int n)
    {
        var parts = new List<Tensor>();
        for (var k = 0; k < n; k++)
        {
            var shifted = x - k;
            if (k % 2 == 0)
                shifted = -shifted.exp();
            parts.Add(k == 1 ? shifted.max() : shifted.mean());
        }

        return stack(parts);
    }
}

// inputs: x unit(2); k labels(3)
// config: weight = 0.5; state = 2; checked = 3.0
public static partial class NamesThatClash
{
    [Metric] public static Tensor Batch(Tensor x, Tensor k, double weight, int state)
    {
        var reading = x * weight;
        var batch = reading.sum();
        return batch / state;
    }

    [Metric] public static Tensor Values(Tensor x, Tensor k, double @checked) => (x * @checked).mean();

    [Metric("Metric Set")] public static Tensor Commit(Tensor x, Tensor k, double weight) => Reading.Twice(x, weight).sum();

    [Metric] public static Tensor Rows(Tensor x, Tensor k)
    {
        var (Sum, Mean) = (x.sum(), x.mean());
        return Sum - Mean;
    }

    private static class Reading
    {
        public static Tensor Twice(Tensor x, double factor) => x * (2 * factor);
    }
}

// inputs: x real(2)
public static partial class OneReductionInManyTypes
{
    [Metric] public static Tensor Own(Tensor x) => x.sum();

    [Metric] public static Tensor Double(Tensor x) => x.sum(type: float64);

    [Metric] public static Tensor Float(Tensor x) => x.to_type(float32).sum();

    [Metric] public static Tensor Mean(Tensor x) => x.mean() + x.to_type(float64).mean();

    [Metric] public static Tensor Count(Tensor x) => x.gt(0).sum() + x.gt(0).to_type(int32).sum();

    [Metric] public static Tensor Largest(Tensor x) => (x * 10).to_type(int32).max();

    [Metric] public static Tensor Flags(Tensor x) => x.gt(1.5).any();
}
