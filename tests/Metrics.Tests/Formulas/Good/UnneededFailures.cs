using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;

namespace Formulas;

// inputs: x real
// config: ks = new[] { 3 }
public static partial class IndexUnderAResult
{
    [Metric] public static Tensor Value(Tensor x, int[] ks)
    {
        if (x.abs().sum().to_type(float64).item<double>() >= 0)
            return x.mean();
        return (x * ks[5]).mean();
    }
}

// inputs: x real
// config: ks = new[] { 3 }; zero = 0
public static partial class QuotientUnderTheRowCount
{
    [Metric] public static Tensor Value(Tensor x, int[] ks, int zero) =>
        x.shape[0] > 0 ? (x * ks[0]).sum() : (x * (5 / zero)).sum() + (x + ks[0] % zero).sum();
}

// inputs: x real
// config: small = 250
public static partial class OverflowUnderAResult
{
    [Metric] public static Tensor Value(Tensor x, int small)
    {
        if (x.abs().sum().to_type(float64).item<double>() >= 0)
            return x.sum();
        byte sum = 10;
        sum = checked((byte)(sum + small));
        return (x * sum).max() + (x - sum).min();
    }
}

// inputs: x real
// config: ks = new[] { 3, 4 }; big = 3000000000
public static partial class OverflowAfterABreak
{
    [Metric] public static Tensor Value(Tensor x, int[] ks, long big)
    {
        Tensor sum = 1;
        foreach (var k in ks.Select(k => k))
        {
            if (k > 1)
                break;
            sum += x.eq(checked((int)big)).sum();
        }

        return sum;
    }
}

// inputs: x real
// config: on = false; zero = 0
public static partial class LoopThatIsNotRun
{
    [Metric] public static Tensor Value(Tensor x, bool on, int zero)
    {
        Tensor sum = x.sum(), count = 1;
        if (on)
        {
            for (var i = 0; i < 3; i++)
            {
                sum += x.mean() / (5 / zero);
                count += 1;
            }
        }

        return sum / count;
    }
}

// inputs: x real
// config: on = true; two = 2
public static partial class LoopThatIsRun
{
    [Metric] public static Tensor Value(Tensor x, bool on, int two)
    {
        Tensor sum = x.sum(), count = 1;
        if (on)
        {
            for (var i = 0; i < 3; i++)
            {
                sum += x.mean() / (5 / two);
                count += 1;
            }
        }

        return sum / count;
    }
}
