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
