using System;
using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Loops downward and with steps, and loops that end early.

// inputs: yTrue labels(4); yPred scores(4)
// config: numClasses = 4
public static partial class RarestFirst
{
    [Metric] public static Tensor Downward(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var correct = yPred.argmax(1).eq(yTrue);
        Tensor score = 0.0;
        for (var k = numClasses - 1; k >= 0; k--)
            score = score * 0.5 + (correct & yTrue.eq(k)).sum() * (k + 1) / yTrue.shape[0];
        return score;
    }

    [Metric] public static Tensor DownToOne(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var recalls = new List<Tensor>();
        for (int k = numClasses; k > 0; --k)
            recalls.Add((yPred.argmax(1).eq(k - 1) & yTrue.eq(k - 1)).sum() / yTrue.eq(k - 1).sum().clamp(min: 1));
        return stack(recalls);
    }
}

// inputs: x real(6)
// config: from = 1; to = 6
public static partial class EveryOtherColumn
{
    [Metric] public static Tensor Upward(Tensor x, int from, int to)
    {
        Tensor total = 0.0;
        for (var k = from; k < to; k += 2)
            total = total + x[.., k].abs() * k;
        return total.mean();
    }

    [Metric] public static Tensor Inclusive(Tensor x, int to)
    {
        var total = zeros(1, dtype: float64);
        for (var k = 0L; k <= to; k += 3)
            total = total * 0.9 + x.sum() * k;
        return total;
    }

    [Metric] public static Tensor DownwardByThree(Tensor x, int from, int to)
    {
        var total = x.mean();
        for (var k = to; from <= k; k -= 3)
            total = total * k + x.square().mean();
        return total;
    }

    [Metric] public static Tensor Constants(Tensor x)
    {
        var total = x.mean();
        for (var k = 5; k > -6; k -= 4)
            total = total * 0.5 + x[.., 2].sum() * k;
        return total;
    }

    [Metric] public static Tensor WithinEachOther(Tensor x, int from)
    {
        Tensor total = 0.0;
        for (var i = 4; i >= from; i -= 2)
        {
            for (var j = i; j > 0; j--)
                total += (x[.., i] * x[.., j]).mean();
        }

        return total;
    }
}

// inputs: yTrue labels(4); yPred scores(4)
// config: numClasses = 4; ignored = 2; few = 2
public static partial class SomeClasses
{
    [Metric] public static Tensor WithoutOne(Tensor yTrue, Tensor yPred, int numClasses, int ignored)
    {
        Tensor total = 0.0;
        for (var k = 0; k < numClasses; k++)
        {
            if (k == ignored)
                continue;
            total += (yPred.argmax(1).eq(k) & yTrue.eq(k)).sum() / yTrue.eq(k).sum().clamp(min: 1);
        }

        return total / (numClasses - 1);
    }

    [Metric] public static Tensor TheFirst(Tensor yTrue, Tensor yPred, int numClasses, int few)
    {
        Tensor total = 0.0;
        var count = 0;
        for (var k = 0; k < numClasses; k++)
        {
            if (count == few)
                break;
            count++;
            total += (yPred.argmax(1).eq(k) & yTrue.eq(k)).sum() / yTrue.eq(k).sum().clamp(min: 1);
        }

        return total / count;
    }

    [Metric] public static Tensor Mixed(Tensor yTrue, Tensor yPred, int numClasses, int few)
    {
        var total = yPred.max();
        for (var k = numClasses - 1; k >= 0; k--)
        {
            switch (k % 3)
            {
                case 1:
                    total *= 0.5;
                    continue;
                case 2:
                    total += yTrue.eq(k).sum();
                    break;
            }

            if (k < few)
                break;
            if (k > few)
            {
                total += yPred[.., k].mean();
                continue;
            }
            else
            {
                total -= 1;
            }

            total += yPred[.., 0].mean() * k;
        }

        return total;
    }
}

// inputs: x real(4)
// config: columns = new[] { 2, 0, 3, 1 }; last = 3; stop = false
public static partial class EndedEarly
{
    [Metric] public static Tensor OverAList(Tensor x, int[] columns, int last)
    {
        var rows = x[.., 0];
        foreach (var column in columns)
        {
            rows = rows * 0.5 + x[.., column];
            if (column == last)
                break;
        }

        return rows.square().mean();
    }

    [Metric] public static Tensor OverItems(Tensor x, int last)
    {
        var total = x.sum();
        foreach (var column in new[] { 1, 3, 0 })
        {
            if (column == last)
                continue;
            total += x[.., column].abs().mean();
            if (column > last)
                break;
        }

        return total;
    }

    [Metric] public static Tensor OverARange(Tensor x, int last)
    {
        var total = x.sum();
        foreach (var column in Enumerable.Range(1, 3))
        {
            if (column > last)
                break;
            foreach (var other in Enumerable.Range(0, 4))
            {
                if (other == column)
                    break;
                total += (x[.., column] * x[.., other]).mean();
            }
        }

        return total;
    }

    [Metric] public static Tensor AtOnce(Tensor x, bool stop)
    {
        Tensor total = 0.0;
        for (var k = 0; k < 3; k++)
        {
            if (stop)
                break;
            total = total + x[.., k].exp();
        }

        return total.mean();
    }

    [Metric] public static Tensor ByAResult(Tensor x)
    {
        var total = x.sum() * 0;
        for (var k = 0; k < 4; k++)
        {
            total += x[.., k].abs().mean();
            if (total.to_type(float64).item<double>() > 1.2345)
                break;
        }

        return total;
    }
}

// inputs: x real(4)
// config: turns = 3; skipped = 1
public static partial class HelperWithJumps
{
    [Metric] public static Tensor Value(Tensor x, int turns, int skipped) => Powers(x[.., 1], turns, skipped).mean() + turns;

    private static Tensor Powers(Tensor rows, int turns, int skipped)
    {
        var power = rows;
        for (var i = turns; i > 0; i--)
        {
            if (i == skipped)
                continue;
            power = power * rows.tanh() + i;
        }

        return power;
    }
}
