using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The running means of gradients and their squares that Adam and AdamW share (Kingma and Ba 2015). All parameters are updated by one operator
/// on a list, which saves a call per parameter.
/// </summary>
internal sealed class AdamMoments(IEnumerable<Parameter> parameters, Func<Tensor, Tensor> keep, double beta1, double beta2, double eps, bool amsgrad)
{
    private readonly State[] _states = [.. parameters.Select(p => new State(p, keep, amsgrad))];

    /// <summary>Takes one step. <paramref name="prepare"/> changes parameters and gradients before (weight decay) and returns the gradients.</summary>
    public void Step(double learningRate, Func<Tensor[], Tensor[], Tensor[]> prepare)
    {
        foreach (var state in _states) state.Gradient = state.Parameter.grad;

        // The bias corrections depend on the number of steps, and parameters without a gradient skip theirs.
        foreach (var equal in _states.Where(s => s.Gradient is not null).GroupBy(s => ++s.Steps).ToList())
            Step([.. equal], equal.Key, learningRate, prepare);
        foreach (var state in _states) state.Gradient = null;
    }

    private void Step(State[] states, long steps, double learningRate, Func<Tensor[], Tensor[], Tensor[]> prepare)
    {
        Tensor[] parameters = [.. states.Select(s => s.Parameter)];
        Tensor[] means = [.. states.Select(s => s.Mean)];
        Tensor[] squares = [.. states.Select(s => s.Square)];
        var gradients = prepare(parameters, [.. states.Select(s => s.Gradient!)]);
        Aten._foreach_mul__Scalar.Do(means, beta1);
        Aten._foreach_add__List.Do(means, gradients, 1 - beta1);
        Aten._foreach_mul__Scalar.Do(squares, beta2);
        Aten._foreach_addcmul__Scalar.Do(squares, gradients, gradients, 1 - beta2);
        if (amsgrad)
        {
            Tensor[] largest = [.. states.Select(s => s.Largest!)];
            Aten._foreach_maximum__List.Do(largest, squares);
            squares = largest;
        }
        var divisors = Aten._foreach_sqrt.CallList(squares);
        Aten._foreach_div__Scalar.Do(divisors, Math.Sqrt(1 - Math.Pow(beta2, steps)));
        Aten._foreach_add__Scalar.Do(divisors, eps);
        Aten._foreach_addcdiv__Scalar.Do(parameters, means, divisors, -learningRate / (1 - Math.Pow(beta1, steps)));
    }

    private sealed class State(Parameter parameter, Func<Tensor, Tensor> keep, bool amsgrad)
    {
        public Parameter Parameter { get; } = parameter;

        public Tensor Mean { get; } = keep(zeros_like(parameter));

        public Tensor Square { get; } = keep(zeros_like(parameter));

        public Tensor? Largest { get; } = amsgrad ? keep(zeros_like(parameter)) : null;

        public Tensor? Gradient { get; set; }

        public long Steps { get; set; }
    }
}
