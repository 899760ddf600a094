using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>The product of a value over all rows, in int64 for integers and truth values, else in float64. A row of weight w counts as the w-th power.</summary>
public sealed class ProductAccumulator : ReducingAccumulator
{
    /// <summary>The product, in the type that torch's <c>prod</c> has: int64 for integers and truth values (the weights' type if they were fractional), else the value's.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Product(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return State.Host.to_type(ValueTypes.OfSum(Reduction.Type, reading.FractionType), copy: true);
    }

    private protected override Tensor Reduce(Batch batch, Tensor value)
    {
        var wide = ValueTypes.Wide(Reduction.Type);
        if (batch.Weight is not null)
        {
            var (weight, dropped) = batch.Weights.Along(Reduction.Size, Reduction.Axis, Reduction.Rank);
            if (batch.Weight.dtype == ScalarType.Float64) wide = ScalarType.Float64;
            value = value.to_type(wide).pow(weight).masked_fill_(dropped, 1);
        }

        // One axis at a time, the last first, so that the positions of the others stay.
        var product = value;
        for (var i = Reduction.Dims.Length - 1; i >= 0; i--)
            product = product.prod(dim: Reduction.Dims[i], keepdim: Reduction.Keepdim, type: wide);
        return product;
    }

    private protected override void Join(Tensor part)
    {
        if (State.Value is null)
        {
            State.Set(part);
            return;
        }
        if (part.dtype == ScalarType.Float64) State.Convert(ScalarType.Float64);
        State.Value.mul_(part);
    }
}
