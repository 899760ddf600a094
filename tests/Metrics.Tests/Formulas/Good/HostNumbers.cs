using System;
using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Numbers are computed as C# computes them.

// inputs: x real(2)
// config: n = 7; step = 200; values = new int[] { 3, 4 }
public static partial class HostNumbers
{
    private static double Scale => 2.5 * Offset;

    private static double Offset { get; } = 3;

    [Metric] public static Tensor NarrowCompound(Tensor x, int n)
    {
        byte c = 200;
        c += 100;
        sbyte d = -100;
        d -= 100;
        c++;
        return x.sum() * c + d;
    }

    [Metric] public static Tensor Overflow(Tensor x, int n)
    {
        var big = int.MaxValue;
        big = big + 1;
        var wrapped = unchecked(big - n * 1_000_000_000);
        return x.mean() + wrapped;
    }

    [Metric] public static Tensor IntegerDivision(Tensor x, int n)
    {
        var half = n / 2;
        var rest = -n % 4;
        return x.sum() / half + rest;
    }

    [Metric] public static Tensor NamedInAnotherOrder(Tensor x, int n) =>
        x.sum() * System.Math.Clamp(max: 4, value: n, min: 1) + System.Math.Pow(y: 2, x: n);

    [Metric] public static Tensor EachAsDouble(Tensor x, int[] values)
    {
        var total = x.sum() * 0;
        foreach (double value in values)
            total = total + (x * (value / 2)).sin().sum();
        return total;
    }

    [Metric] public static Tensor Properties(Tensor x) => x.mean() * Scale + Offset;

    [Metric] public static Tensor LoopOverLiterals(Tensor x)
    {
        var total = x.sum() * 0;
        foreach (var k in new[] { 1, 2, 5 })
            total += (x * k).cos().mean();
        return total;
    }

    [Metric] public static Tensor Shifted(Tensor x, int n, byte step)
    {
        step <<= 1;
        long wide = step;
        wide *= int.MaxValue;
        return x.mean() + wide % n;
    }
}

// inputs: x real(2); yTrue labels(3)
// config: weights = new[] { 0.5, -2.0, 1.0 }; sizes = new int[] { 3, 4, 0, 1 }; n = 2; power = 2.0
public static partial class Sequences
{
    private static readonly double[] s_own = [0.25, 0.75];

    [Metric] public static Tensor Normalised(Tensor x, Tensor yTrue, double[] weights) =>
        (tensor(weights.Select(w => Math.Abs(w) / weights.Max()).ToArray())[yTrue] * x.sum(1)).sum() / weights.Sum();

    [Metric] public static Tensor Chosen(Tensor x, Tensor yTrue, double[] weights, double power)
    {
        var kept = weights.Where(w => w > 0 && w < power).Select(w => Math.Pow(w, power)).ToList();
        return x.mean() * kept.Sum() / kept.Count;
    }

    [Metric] public static Tensor WholeNumbers(Tensor x, Tensor yTrue, int[] sizes, int n) =>
        x.sum() * sizes.Sum() + sizes.Count(s => s > n) + (sizes.Contains(n) ? 1 : sizes.Average());

    [Metric] public static Tensor ByRows(Tensor x, Tensor yTrue, double[] weights) =>
        x.sum() * weights.Sum(w => w / x.shape[0]) + weights.Where((w, i) => i % 2 == 0).Last();

    [Metric] public static Tensor InsideOthers(Tensor x, Tensor yTrue, double[] weights, int[] sizes) =>
        x.max() * sizes.Select(s => weights.Where(w => w * s > 0).Sum(w => w + s)).Max() + sizes.Aggregate(1, (a, b) => a + 2 * b);

    [Metric] public static Tensor InALoop(Tensor x, Tensor yTrue, double[] weights, int n)
    {
        Tensor total = 0.0;
        for (var k = 0; k < n; k++)
        {
            var scale = k + 1;
            total = total + x[.., k].sum() * weights.Sum(w => { var v = w * scale; return v > 0 ? v : 0; });
        }

        return total;
    }

    [Metric] public static Tensor OwnAndLiteral(Tensor x, Tensor yTrue, double power) =>
        x.sum() * s_own.Max() + new[] { power, 1.0 }.Sum() - new[] { 1, power }.Skip(1).First();
}

// inputs: x real(3)
// config: on = true
public static partial class NumberOfAxes
{
    [Metric] public static Tensor Value(Tensor x, bool on)
    {
        var axes = -x.shape.Length;
        if (on)
            axes = 1;
        return x.sum() * axes + -x.shape.Length / 2;
    }
}
