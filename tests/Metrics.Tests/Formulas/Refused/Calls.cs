using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Calls that cannot be seen into, randomness, and effects.

// inputs: x real
// reason: assembly
public static partial class MethodOfAnotherAssembly
{
    [Metric] public static Tensor Value(Tensor x) => [|Gen.Metrics.Tests.Support.Unseen.Twice(x)|].sum();
}

// inputs: x real
// reason: object
public static partial class DelegateCall
{
    private static readonly System.Func<Tensor, Tensor> s_transform = t => t.square();

    [Metric] public static Tensor Value(Tensor x) => [|s_transform|](x).sum();
}

// inputs: x real
// reason: object
public static partial class VirtualCall
{
    private static readonly Transform s_transform = new Squared();

    [Metric] public static Tensor Value(Tensor x) => [|s_transform.Apply(x)|].sum();

    private abstract class Transform
    {
        public abstract Tensor Apply(Tensor x);
    }

    private sealed class Squared : Transform
    {
        public override Tensor Apply(Tensor x) => x.square();
    }
}

// inputs: x real(3)
// reason: assembly,object
public static partial class ModuleCall
{
    private static readonly TorchSharp.Modules.Linear s_linear = Linear(3, 1);

    [Metric] public static Tensor Value(Tensor x) => [|s_linear|].forward(x).sum();
}

// inputs: x real
// reason: object,state,change
public static partial class StateOfAnObject
{
    private static readonly Seen s_seen = new();

    [Metric] public static Tensor Value(Tensor x) => [|s_seen|].Largest + x.sum();

    private sealed class Seen
    {
        public double Largest { get; set; }
    }
}

// inputs: x real
// reason: change
public static partial class StaticFields
{
    private static double s_scale = 1;

    [Metric] public static Tensor Read(Tensor x) => x.sum() * [|s_scale|];

    [Metric] public static Tensor Written(Tensor x)
    {
        [|s_scale = 2|];
        return x.sum();
    }
}

// inputs: x real(3)
// reason: random
public static partial class RandomNumbers
{
    [Metric] public static Tensor Dropout(Tensor x) => [|functional.dropout(x)|].mean();

    [Metric] public static Tensor Noise(Tensor x) => x.sum() + [|torch.rand(1)|];

    [Metric] public static Tensor Drawn(Tensor x) => [|torch.bernoulli(x.sigmoid())|].mean();
}

// inputs: x real(3)
// reason: writes,changes
public static partial class WrittenInPlace
{
    [Metric] public static Tensor Added(Tensor x) => [|x.add_(1)|].sum();

    [Metric] public static Tensor Clamped(Tensor x)
    {
        [|x.clamp_(0, 1)|];
        return x.sum();
    }

    [Metric] public static Tensor Assigned(Tensor x)
    {
        [|x[.., 0] = x[.., 1]|];
        return x.sum();
    }
}

// inputs: x real
// reason: change,captured,outside
public static partial class ModifiedCaptures
{
    [Metric] public static Tensor Lambda(Tensor x)
    {
        var offset = 0;
        return stack(Enumerable.Range(0, 3).Select(k =>
        {
            [|offset += k|];
            return (x + offset).exp().sum();
        }).ToArray());
    }
}

// inputs: x real
// reason: ref
public static partial class ByReference
{
    [Metric] public static Tensor Value(Tensor x)
    {
        Square([|ref x|]);
        return x.sum();
    }

    private static void Square(ref Tensor x) => x = x.square();
}
