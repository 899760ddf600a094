using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The running means of gradients and their squares that Adam and AdamW share (Kingma and Ba 2015), of one parameter. All parameters are updated
/// by one operator on a list, which saves a call per parameter.
/// </summary>
internal sealed record AdamMoments(Parameter Parameter, Tensor Gradient, Tensor Mean, Tensor Square, Tensor? Largest, long Steps)
{
    /// <summary>Takes one step. <paramref name="prepare"/> changes parameters and gradients before (weight decay) and returns the gradients.</summary>
    public static void Step(
        IEnumerable<AdamMoments> all, double rate, double beta1, double beta2, double eps, Func<Tensor[], Tensor[], Tensor[]> prepare)
    {
        // The bias corrections depend on the number of steps, and parameters without a gradient skip theirs.
        foreach (var equal in all.GroupBy(m => m.Steps).ToList()) Step([.. equal], equal.Key, rate, beta1, beta2, eps, prepare);
    }

    private static void Step(
        AdamMoments[] all, long steps, double rate, double beta1, double beta2, double eps, Func<Tensor[], Tensor[], Tensor[]> prepare)
    {
        Tensor[] parameters = [.. all.Select(m => m.Parameter)];
        Tensor[] means = [.. all.Select(m => m.Mean)];
        Tensor[] squares = [.. all.Select(m => m.Square)];
        var gradients = prepare(parameters, [.. all.Select(m => m.Gradient)]);
        Aten._foreach_mul__Scalar.Do(means, beta1);
        Aten._foreach_add__List.Do(means, gradients, 1 - beta1);
        Aten._foreach_mul__Scalar.Do(squares, beta2);
        Aten._foreach_addcmul__Scalar.Do(squares, gradients, gradients, 1 - beta2);
        if (all[0].Largest is not null)
        {
            Tensor[] largest = [.. all.Select(m => m.Largest!)];
            Aten._foreach_maximum__List.Do(largest, squares);
            squares = largest;
        }
        var divisors = Aten._foreach_sqrt.CallList(squares);
        Aten._foreach_div__Scalar.Do(divisors, Math.Sqrt(1 - Math.Pow(beta2, steps)));
        Aten._foreach_add__Scalar.Do(divisors, eps);
        Aten._foreach_addcdiv__Scalar.Do(parameters, means, divisors, -rate / (1 - Math.Pow(beta1, steps)));
    }
}
