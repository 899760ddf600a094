using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// A value that is a constant on one path and row by row on another.

// inputs: x real(3)
// config: turns = 3; on = true
public static partial class ConstantThenRows
{
    [Metric] public static Tensor Accumulated(Tensor x, int turns)
    {
        Tensor total = 0.0;
        for (var i = 0; i < turns; i++)
            total = total + x[.., i].abs();
        return total.mean();
    }

    [Metric] public static Tensor AccumulatedZeros(Tensor x, int turns)
    {
        var total = torch.zeros(1, dtype: x.dtype);
        for (var i = 1; i < turns; i++)
            total += x[.., i] / i;
        return total.square().sum();
    }

    [Metric] public static Tensor Chosen(Tensor x, bool on)
    {
        var factor = on ? x.abs() : torch.ones(1, dtype: x.dtype);
        return factor.sum();
    }

    [Metric] public static Tensor ByStatement(Tensor x, bool on)
    {
        var weight = torch.ones(3, dtype: x.dtype);
        if (on)
            weight = x.square();
        return (weight + 1).sum();
    }
}

// inputs: x real(3)
// config: turns = 0; on = false
public static partial class ConstantInstead
{
    [Metric] public static Tensor Accumulated(Tensor x, int turns) => ConstantThenRows.Accumulated(x, turns) + x.sum();

    [Metric] public static Tensor AccumulatedZeros(Tensor x, int turns) => ConstantThenRows.AccumulatedZeros(x, turns);

    [Metric] public static Tensor Chosen(Tensor x, bool on) => ConstantThenRows.Chosen(x, on);

    [Metric] public static Tensor ByStatement(Tensor x, bool on) => ConstantThenRows.ByStatement(x, on);
}

// inputs: x real(3)
// config: on = false
public static partial class AnotherAxis
{
    [Metric] public static Tensor Turned(Tensor x, bool on)
    {
        var turned = on ? x.T : x;
        return on ? turned.sum(1) : turned.sum(dim: 0);
    }
}

// inputs: x real(3)
// config: turns = 0
public static partial class LoopWithoutTurns
{
    [Metric] public static Tensor FailsIfEvaluated(Tensor x, int turns)
    {
        var total = x.sum();
        for (var i = 0; i < turns; i++)
            total += stack(Enumerable.Range(0, turns).Select(_ => x).ToArray()).sum();
        return total;
    }

    [Metric] public static Tensor UnderEitherCondition(Tensor x, int turns)
    {
        Tensor largest = 1;
        for (var i = 0; i < turns; i++)
            largest = x.max();
        Tensor rows = 1;
        for (var i = 0; i < 2 - turns; i++)
            rows = x;
        return largest + rows.sum();
    }
}
