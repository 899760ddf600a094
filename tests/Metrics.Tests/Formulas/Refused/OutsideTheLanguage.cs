using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// C# that is not followed.

// inputs: x real
// config: n = 3
// reason: inside an expression
public static partial class ChangesInsideExpressions
{
    [Metric] public static Tensor Operand(Tensor x, int n) => x.mean() * [|++n|];

    [Metric] public static Tensor Condition(Tensor x, int n) => [|n++|] > 2 ? x.mean() : x.sum();

    [Metric] public static Tensor Argument(Tensor x, int n) => x.pow([|n += 1|]).mean();

    [Metric] public static Tensor Chained(Tensor x, int n)
    {
        int m;
        var k = [|m = n|];
        return x.mean() * k * m;
    }
}

// inputs: x real
// config: n = 5
// reason: bound,turns,int or a long
public static partial class UnsteadyLoops
{
    [Metric] public static Tensor FractionalBound(Tensor x, int n)
    {
        var total = x.sum();
        for (int i = 0; i < [|n * 0.5|]; i++)
            total = total / 2;
        return total;
    }

    [Metric] public static Tensor CounterChanged(Tensor x, int n)
    {
        var total = x.sum();
        for (int i = 0; i < n; i++)
        {
            total = total / 2;
            [|i++|];
        }

        return total;
    }

    [Metric] public static Tensor BoundChanged(Tensor x, int n)
    {
        var total = x.sum();
        for (int i = 0; i < [|n|]; i++)
        {
            total = total / 2;
            n--;
        }

        return total;
    }

    [Metric] public static Tensor GrowingList(Tensor x, int n)
    {
        var parts = new List<Tensor> { x.sum(), x.mean() };
        for (int i = 0; i < [|parts.Count|]; i++)
            parts.Add(parts[i]);
        return stack(parts);
    }
}

// inputs: x real
// config: n = 3
// reason: name,read only after,filled once,every turn,share,become,made here
public static partial class SharedArrays
{
    [Metric] public static Tensor SecondName(Tensor x, int n)
    {
        var a = new Tensor[] { x.sum(), x.mean() };
        var b = [|a|];
        b[0] = x.max();
        return a[0] + b[1];
    }

    [Metric] public static Tensor SecondNameAssigned(Tensor x, int n)
    {
        var a = new List<Tensor> { x.sum() };
        List<Tensor> b;
        b = [|a|];
        b.Add(x.max());
        return stack(a);
    }

    [Metric] public static Tensor SecondNameOfSeveral(Tensor x, int n)
    {
        var a = new List<Tensor> { x.sum() };
        var (b, k) = ([|a|], n);
        b.Add(x.max());
        return stack(a) * k;
    }

    [Metric] public static Tensor FilledTwice(Tensor x, int n)
    {
        var parts = new Tensor[n];
        for (var k = 0; k < n; k++)
            parts[k] = (x * k).sum();
        for (var k = 0; k < n; k++)
            [|parts[k] = (x - k).sum()|];
        return stack(parts);
    }

    [Metric] public static Tensor FilledInside(Tensor x, int n)
    {
        var parts = new Tensor[n];
        for (var k = 0; k < n; k++)
        {
            for (var j = 0; j < n; j++)
                [|parts[j] = (x - k).sum()|];
        }

        return stack(parts);
    }

    [Metric] public static Tensor InATuple(Tensor x, int n)
    {
        var parts = new List<Tensor>();
        var pair = ([|parts|], n);
        parts.Add(x.sum());
        return stack(pair.Item1);
    }

    [Metric] public static Tensor ReadWhileFilled(Tensor x, int n)
    {
        var parts = new Tensor[n];
        for (var k = 0; k < n; k++)
            parts[k] = x.sum() + [|parts[0]|];
        return stack(parts);
    }
}

// inputs: x real
// config: n = 2
// reason: captured,nothing uses,object,change,conversion,operator,run to its end,cannot be left,constant step
public static partial class OtherStatements
{
    private static double s_count;

    private static double Counted => s_count++;

    [Metric] public static Tensor LocalFunctionAdds(Tensor x, int n)
    {
        var parts = new List<Tensor>();
        Collect(x.sum());
        Collect(x.mean());
        return stack(parts);

        void Collect(Tensor part) => [|parts.Add(part)|];
    }

    [Metric] public static Tensor SideEffectOfAProperty(Tensor x, int n) => x.sum() * [|Counted|];

    [Metric] public static Tensor Now(Tensor x, int n) => x.sum() * [|System.DateTime.Now|].Second;

    [Metric] public static Tensor BreakInSwitch(Tensor x, int n)
    {
        var total = x.sum();
        switch (n)
        {
            case 1:
                if (x.dim() == 1)
                    [|break;|]
                total = total * 2;
                break;
        }

        return total;
    }

    [Metric] public static Tensor ReturnInLoop(Tensor x, int n)
    {
        var total = x.sum();
        for (var k = 0; k < n; k++)
        {
            if (k == 3)
                [|return total;|]
            total = total * 2;
        }

        return total;
    }

    [Metric] public static Tensor StepOfConfig(Tensor x, int n)
    {
        var total = x.sum();
        [|for (var k = 0; k < 7; k += n)
            total = total * 2;|]
        return total;
    }

    [Metric] public static Tensor CapturedLater(Tensor x, int n)
    {
        var scale = 1.0;
        var parts = Enumerable.Range(0, n).Select(k => (x * [|scale|]).sum() + k);
        scale = 2.0;
        return stack(parts.ToArray());
    }
}
