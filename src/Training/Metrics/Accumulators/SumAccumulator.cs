using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// The sum of a value over all rows: in int64 for integers and truth values, in float64 for floating-point numbers. A weighted row counts
/// as many times as its weight says.
/// </summary>
public sealed class SumAccumulator : ReducingAccumulator
{
    /// <summary>Stages a value whose mean will be wanted.</summary>
    /// <inheritdoc cref="ReducingAccumulator.Add"/>
    /// <exception cref="ArgumentException">The value is not floating-point, which torch's <c>mean</c> refuses too; or as for <c>Add</c>.</exception>
    public void AddMean(Batch batch, Tensor value, int axis, ReadOnlySpan<long> dims, bool keepdim = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!is_floating_point(value.dtype))
            throw new ArgumentException($"torch takes means of floating-point tensors only, not of {value.dtype}; convert it first: to_type(float32).");
        Add(batch, value, axis, dims, keepdim);
    }

    /// <summary>The sum, in the type that torch's <c>sum</c> has: int64 for integers and truth values (the weights' type if they were fractional), else the value's.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Sum(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return State.Host.to_type(ValueTypes.OfSum(Reduction.Type, reading.FractionType), copy: true);
    }

    /// <summary>The sum divided by the number of elements in it, each counted with its row's weight; in the value's type, float32 for integers and truth values.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Mean(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var mean = State.Host.to_type(ScalarType.Float64).div(reading.Rows.Times(Reduction.PerRow).ToDouble());
        return mean.to_type(is_floating_point(Reduction.Type) ? Reduction.Type : ScalarType.Float32);
    }

    private protected override Tensor Reduce(Batch batch, Tensor value)
    {
        var wide = ValueTypes.Wide(Reduction.Type);
        if (batch.Weight is null) return value.sum(Reduction.Dims, Reduction.Keepdim, wide);
        var (weight, dropped) = batch.Weights.Along(Reduction.Size, Reduction.Axis, Reduction.Rank);
        if (wide == ScalarType.Int64) return value.to_type(batch.Weight.dtype).mul(weight).sum(Reduction.Dims, Reduction.Keepdim);

        // Filled, not only multiplied: 0 times NaN is NaN.
        return value.to_type(wide).mul(weight).masked_fill_(dropped, 0).sum(Reduction.Dims, Reduction.Keepdim);
    }

    private protected override void Join(Tensor part) => State.Add(part);
}
