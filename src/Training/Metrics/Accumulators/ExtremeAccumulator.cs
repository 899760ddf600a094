using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// The largest or smallest value over all rows, in the value's own type; NaN if there is one. Rows of weight 0 are left out, other
/// weights make no difference. Of truth values the largest is "any", the smallest "all".
/// </summary>
/// <param name="maximum">Whether the largest is wanted.</param>
public sealed class ExtremeAccumulator(bool maximum) : ReducingAccumulator
{
    /// <summary>The largest or smallest value.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Value(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return State.Host.to_type(Reduction.Type, copy: true);
    }

    private protected override Tensor Reduce(Batch batch, Tensor value)
    {
        if (batch.Weight is not null)
        {
            var (_, dropped) = batch.Weights.Along(Reduction.Size, Reduction.Axis, Reduction.Rank);
            value = value.masked_fill(dropped, Neutral(Reduction.Type));
        }
        return maximum ? value.amax(Reduction.Dims, Reduction.Keepdim) : value.amin(Reduction.Dims, Reduction.Keepdim);
    }

    private protected override void Join(Tensor part)
    {
        if (State.Value is not { } value)
        {
            State.Set(part);
            return;
        }
        using var joined = maximum ? value.maximum(part) : value.minimum(part);
        value.copy_(joined);
    }

    // What every value beats.
    private Scalar Neutral(ScalarType type) => type switch
    {
        ScalarType.Bool => !maximum,
        ScalarType.Byte => maximum ? byte.MinValue : byte.MaxValue,
        ScalarType.Int8 => maximum ? sbyte.MinValue : sbyte.MaxValue,
        ScalarType.Int16 => maximum ? short.MinValue : short.MaxValue,
        ScalarType.Int32 => maximum ? int.MinValue : int.MaxValue,
        ScalarType.Int64 => maximum ? long.MinValue : long.MaxValue,
        _ => maximum ? double.NegativeInfinity : double.PositiveInfinity,
    };
}
