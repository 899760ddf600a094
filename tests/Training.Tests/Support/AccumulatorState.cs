using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>A metric of one accumulator.</summary>
internal sealed class AccumulatorState<T> : MetricState where T : Accumulator
{
    private readonly Action<T, Batch, Tensor[]> _add;
    private readonly Func<T, Reading, Tensor> _compute;
    private readonly T _accumulator;

    public AccumulatorState(T accumulator, Action<T, Batch, Tensor[]> add, Func<T, Reading, Tensor> compute, string configuration = "")
        : base(configuration) => (_accumulator, _add, _compute) = (Add(accumulator), add, compute);

    public void Update(Tensor? weight, params Tensor[] inputs)
    {
        using var batch = BeginUpdate(weight, Array.ConvertAll(inputs, t => new BatchInput("x", t)));
        if (batch.IsEmpty) return;
        _add(_accumulator, batch, inputs);
        batch.Commit();
    }

    public override Tensor Compute()
    {
        using var reading = BeginCompute();
        return reading.IsEmpty ? reading.Missing() : reading.Return(_compute(_accumulator, reading));
    }
}
