using System;
using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: x real(4)
// config: turns = 4; skipped = 1; all = true
public static partial class ListsOfSomeTurns
{
    [Metric] public static Tensor Skipped(Tensor x, int turns, int skipped)
    {
        var means = new List<Tensor>();
        for (var k = 0; k < turns; k++)
        {
            if (k == skipped)
                continue;
            means.Add(x[.., k].mean());
        }

        return stack(means) * means.Count;
    }

    [Metric] public static Tensor Begun(Tensor x, int turns, bool all)
    {
        var parts = new List<Tensor> { x.max(), x.min() };
        for (var k = turns - 1; k >= 0; k--)
        {
            if (all || k % 2 == 0)
                parts.Add(x[.., k].abs().mean());
            if (k == 1)
                break;
        }

        return stack(parts).sum() + parts[0] - parts[^1];
    }

    [Metric] public static Tensor Rows(Tensor x, int turns, int skipped)
    {
        var columns = new List<Tensor> { x[.., 3] };
        for (var k = 0; k < turns; k++)
        {
            if (k != skipped)
                columns.Add(x[.., k] * k);
        }

        return stack(columns, 1).amax(1).mean();
    }

    [Metric] public static Tensor ByAResult(Tensor x, int turns)
    {
        var means = new List<Tensor> { x.mean() };
        for (var k = 0; k < turns; k++)
        {
            var mean = x[.., k].mean();
            if (mean.to_type(float64).item<double>() > 0.123)
                means.Add(mean);
        }

        return stack(means).sum();
    }
}
