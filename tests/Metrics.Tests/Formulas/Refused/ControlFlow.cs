using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Control flow that depends on the data.

// inputs: x real
// reason: depends
public static partial class BranchIntoRows
{
    [Metric] public static Tensor Conditional(Tensor x)
    {
        var signed = [|x.sum().ToDouble() > 0|] ? x : -x;
        return signed.exp().sum();
    }

    [Metric] public static Tensor Statement(Tensor x)
    {
        if ([|x.mean().to_type(float32).item<float>() > 0|])
            x = x.square();
        return x.exp().mean();
    }

    [Metric] public static Tensor OnTheBatchSize(Tensor x)
    {
        if ([|x.shape[0] > 10|])
            x = x * 2;
        return x.exp().sum();
    }
}

// inputs: x real
// reason: while,loop
public static partial class Iterated
{
    [Metric] public static Tensor Value(Tensor x)
    {
        var total = x.sum();
        var halvings = 0;
        [|while|] (halvings < 3)
        {
            total = total / 2;
            halvings++;
        }

        return total;
    }

    [Metric] public static Tensor AtLeastOnce(Tensor x)
    {
        var total = x.sum();
        var halvings = 0;
        [|do|]
        {
            total = total / 2;
        }
        while (++halvings < 3);
        return total;
    }
}

// inputs: x real
// reason: batch's own number
public static partial class EachValue
{
    [Metric] public static Tensor Value(Tensor x)
    {
        double total = 0;
        foreach (var value in [|x.to_type(float64).data<double>()|])
            total += value;
        return torch.tensor(total);
    }

    [Metric] public static Tensor ByLinq(Tensor x) => torch.tensor([|x.to_type(float64).data<double>()|].Select(v => v * v).Sum());
}

// inputs: x real
// reason: itself,recurs
public static partial class Recursive
{
    [Metric] public static Tensor Value(Tensor x) => [|Power(x, 3)|].mean();

    private static Tensor Power(Tensor x, int n) => n == 0 ? ones_like(x) : x * Power(x, n - 1);
}

// inputs: x real; y real
// reason: number,value
public static partial class ReadBack
{
    [Metric] public static Tensor Item(Tensor x) => torch.tensor([|x.to_type(float64).item<double>()|]);

    [Metric] public static Tensor Extension(Tensor x, Tensor y) => torch.tensor([|(x - y).ToDouble()|]);

    [Metric] public static Tensor Close(Tensor x, Tensor y) => torch.tensor([|x.allclose(y)|] ? 1.0 : 0.0);
}
