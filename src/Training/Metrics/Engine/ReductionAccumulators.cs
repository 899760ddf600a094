using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Accumulates the sum of a value over all rows, in int64 for integers and bools and in float64 for floating-point types. A row of weight w
/// counts w times.
/// </summary>
public sealed class SumAccumulator : ReducingAccumulator
{
    /// <summary>Stages a value for <see cref="Mean"/>.</summary>
    /// <inheritdoc cref="ReducingAccumulator.Add"/>
    /// <exception cref="ArgumentException">The value does not have a floating-point type, as torch's <c>mean</c> requires; or as for
    /// <c>Add</c>.</exception>
    public void AddMean(MetricUpdate update, Tensor value, int axis, ReadOnlySpan<long> dims, bool keepdim = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!is_floating_point(value.dtype))
            throw new ArgumentException($"The mean of {value.dtype} is not defined in torch. Convert the value first: to_type(float32).");
        Add(update, value, axis, dims, keepdim);
    }

    /// <summary>
    /// Computes the sum in the type of torch's <c>sum</c>: int64 for integers and bools (or the type of fractional weights), otherwise the
    /// value's type.
    /// </summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Sum(ComputeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return State.Host.to_type(AccumulatorTypes.SumType(Reduction.Type, scope.FractionType), copy: true);
    }

    /// <summary>Computes the weighted mean in the value's type, or in float32 for integers and bools.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Mean(ComputeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var mean = State.Host.to_type(ScalarType.Float64).div(scope.Rows.Times(Reduction.PerRow).ToDouble());
        return mean.to_type(is_floating_point(Reduction.Type) ? Reduction.Type : ScalarType.Float32);
    }

    private protected override Tensor Reduce(MetricUpdate update, Tensor value)
    {
        var wide = AccumulatorTypes.StateType(Reduction.Type);
        if (update.Weight is null) return value.sum(Reduction.Dims, Reduction.Keepdim, wide);
        var (weight, dropped) = update.Weights.Along(Reduction.Size, Reduction.Axis, Reduction.Rank);
        if (wide == ScalarType.Int64) return value.to_type(update.Weight.dtype).mul(weight).sum(Reduction.Dims, Reduction.Keepdim);

        // Filled after multiplying, because 0 times NaN is NaN.
        return value.to_type(wide).mul(weight).masked_fill_(dropped, 0).sum(Reduction.Dims, Reduction.Keepdim);
    }

    private protected override void Join(Tensor part) => State.Add(part);
}

/// <summary>Accumulates the product of a value over all rows, in int64 for integers and bools and in float64 otherwise. A row of weight w
/// counts w times.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProductAccumulator : ReducingAccumulator
{
    /// <summary>
    /// Computes the product in the type of torch's <c>prod</c>: int64 for integers and bools (or the type of fractional weights), otherwise
    /// the value's type.
    /// </summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Product(ComputeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return State.Host.to_type(AccumulatorTypes.SumType(Reduction.Type, scope.FractionType), copy: true);
    }

    private protected override Tensor Reduce(MetricUpdate update, Tensor value)
    {
        var wide = AccumulatorTypes.StateType(Reduction.Type);
        if (update.Weight is not null)
        {
            var (weight, dropped) = update.Weights.Along(Reduction.Size, Reduction.Axis, Reduction.Rank);
            if (update.Weight.dtype == ScalarType.Float64) wide = ScalarType.Float64;
            value = value.to_type(wide).pow(weight).masked_fill_(dropped, 1);
        }

        // One axis at a time, from the last, so that the indices of the others stay valid.
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
/// Accumulates the maximum or minimum over all rows, in the value's type; NaN if there is one. Rows of weight 0 are ignored, other weights
/// have no effect. For bools the maximum is "any" and the minimum "all".
/// </summary>
/// <param name="maximum">Whether to accumulate the maximum instead of the minimum.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExtremumAccumulator(bool maximum) : ReducingAccumulator
{
    /// <summary>Returns the maximum or minimum.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Value(ComputeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return State.Host.to_type(Reduction.Type, copy: true);
    }

    private protected override Tensor Reduce(MetricUpdate update, Tensor value)
    {
        if (update.Weight is not null)
        {
            var (_, dropped) = update.Weights.Along(Reduction.Size, Reduction.Axis, Reduction.Rank);
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

    // The identity of maximum and minimum.
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

/// <summary>Element types of states and results.</summary>
internal static class AccumulatorTypes
{
    /// <summary>Returns the type of the state: int64 for integers and bools, float64 for floating-point types.</summary>
    public static ScalarType StateType(ScalarType type) => is_floating_point(type) ? ScalarType.Float64 : ScalarType.Int64;

    /// <summary>Returns the type of torch's <c>sum()</c>; for integers with fractional weights, the type of the weights.</summary>
    public static ScalarType SumType(ScalarType type, ScalarType? fractionType) =>
        is_floating_point(type) ? type : fractionType ?? ScalarType.Int64;

    /// <summary>Returns torch's promotion of two floating-point types.</summary>
    public static ScalarType Promote(ScalarType? one, ScalarType other)
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
        if (is_complex(type)) throw new ArgumentException($"Values of {type} cannot be accumulated. Use the real and the imaginary part.");
    }
}
