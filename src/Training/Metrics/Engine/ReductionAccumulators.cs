using TorchSharp;
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

/// <summary>Element types of values, of the state that holds them, and of results.</summary>
internal static class ValueTypes
{
    /// <summary>What sums are kept in: int64 for integers and truth values, float64 for floating-point numbers.</summary>
    public static ScalarType Wide(ScalarType type) => is_floating_point(type) ? ScalarType.Float64 : ScalarType.Int64;

    /// <summary>What torch's <c>sum()</c> of the value returns; fractional weights turn integers into the weights' type.</summary>
    public static ScalarType OfSum(ScalarType type, ScalarType? fractionType) =>
        is_floating_point(type) ? type : fractionType ?? ScalarType.Int64;

    /// <summary>What torch makes of two types in one expression, as far as both are floating.</summary>
    public static ScalarType Wider(ScalarType? one, ScalarType other)
    {
        if (one is not { } first || first == other) return other;
        if (Size(first) != Size(other)) return Size(first) > Size(other) ? first : other;
        return ScalarType.Float32;

        static int Size(ScalarType type) => type switch
        {
            ScalarType.Float64 => 8,
            ScalarType.Float32 => 4,
            _ => 2,
        };
    }

    public static void RefuseComplex(ScalarType type)
    {
        if (is_complex(type)) throw new ArgumentException($"A value of {type} cannot be accumulated; take its real and imaginary part apart.");
    }
}
