using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>A metric state with one accumulator.</summary>
internal sealed class AccumulatorState<T> : MetricState where T : Accumulator
{
    private readonly Action<T, MetricUpdate, Tensor[]> _add;
    private readonly Func<T, ComputeScope, Tensor> _compute;
    private readonly T _accumulator;

    public AccumulatorState(
        T accumulator,
        Action<T, MetricUpdate, Tensor[]> add,
        Func<T, ComputeScope, Tensor> compute,
        string configuration = ""
    )
        : base(configuration) => (_accumulator, _add, _compute) = (Add(accumulator), add, compute);

    public void Update(Tensor? weight, params Tensor[] inputs)
    {
        using var update = BeginUpdate(weight, Array.ConvertAll(inputs, t => new MetricInput("x", t)));
        if (update.IsEmpty) return;
        _add(_accumulator, update, inputs);
        update.Commit();
    }

    public override Tensor Compute()
    {
        using var reading = BeginCompute();
        return reading.IsEmpty ? reading.MissingValue() : reading.Return(_compute(_accumulator, reading));
    }
}
