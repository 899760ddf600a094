using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Accumulates the co-moment of two values, the sum of products of their deviations from their means over all rows: the basis of variance,
/// covariance and correlation. The state is the weight, the means and the co-moment in float64; batches are merged pairwise.
/// </summary>
/// <remarks>Chan, Golub and LeVeque, Updating Formulae and a Pairwise Algorithm for Computing Sample Variances, 1979.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CoMomentAccumulator : Accumulator
{
    private readonly RowReduction _x = new();
    private readonly RowReduction _y = new();
    private Moments? _staged;

    // The total weight is this plus the first tensor, which exists only if there were weights: without weights, joining needs no division
    // on the device.
    private double _unweighted;

    /// <summary>Initializes an empty accumulator.</summary>
    public CoMomentAccumulator()
        : base(4)
    {
    }

    // Reduced axes are kept, so that they broadcast. There is no mean of y if y is x.
    private Moments State => new(_unweighted, Tensors[0].Value, Tensors[1].Value!, Tensors[2].Value, Tensors[3].Value!);

    /// <summary>Stages two values.</summary>
    /// <param name="update">The update.</param>
    /// <param name="x">A value with a row axis.</param>
    /// <param name="y">Another value of the same rank, or the same value for a variance. Axes of size 1 are broadcast: [n, k, 1] and
    /// [n, 1, m], reduced over the rows, give the matrix of the co-moments of k and m columns.</param>
    /// <param name="axis">The batch axis of both, from 0.</param>
    /// <param name="dims">The axes to reduce, the batch axis among them; empty for all.</param>
    /// <param name="keepdim">Whether to keep the reduced axes with size 1. The default value is false.</param>
    /// <exception cref="ArgumentException">The values do not match the batch, each other, or those of earlier updates.</exception>
    public void Add(MetricUpdate update, Tensor x, Tensor y, int axis, ReadOnlySpan<long> dims, bool keepdim = false)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var same = ReferenceEquals(x, y);
        if (!same && !CoMoments.IsOfMatrices(x, y, axis, dims)) (x, y) = Broadcast(x, y);
        _x.Stage(update, x, axis, dims, keepdim);
        _y.Stage(update, y, axis, dims, keepdim);
        var part = update.Weight is null ? CoMoments.Measure(update, _x, x, y) : CoMoments.MeasureWeighted(update, _x, x, y);
        if (part.Weight is not null) update.Keep(part.Weight);
        if (part.MeanY is not null) update.Keep(part.MeanY);
        update.Keep(part.MeanX);
        update.Keep(part.Products);
        _staged = part;
    }

    /// <summary>Computes the sum of (x - mean x)(y - mean y), in the type of x times y.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Sum(ComputeScope scope) => Result(scope, Tensors[3].Host);

    /// <summary>Computes the mean of x, in its type.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Mean(ComputeScope scope) => Result(scope, Tensors[1].Host);

    /// <summary>Computes the variance, or the covariance of x and y.</summary>
    /// <param name="scope">The computation.</param>
    /// <param name="unbiased">Whether to divide by n - 1 instead of n, which gives NaN for a single row.</param>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Variance(ComputeScope scope, bool unbiased) => Result(scope, Spread(unbiased));

    /// <summary>Computes the square root of <see cref="Variance"/>.</summary>
    /// <inheritdoc cref="Variance"/>
    public Tensor StandardDeviation(ComputeScope scope, bool unbiased) => Result(scope, Spread(unbiased).sqrt());

    internal override void Commit()
    {
        if (_staged is not { } part) return;
        Join(part);
        _x.Commit();
        _y.Commit();
        _staged = null;
    }

    internal override void Rollback()
    {
        _staged = null;
        _x.Rollback();
        _y.Rollback();
    }

    internal override void Reset()
    {
        base.Reset();
        _unweighted = 0;
        _x.Reset();
        _y.Reset();
    }

    internal override void CheckMerge(Accumulator other)
    {
        _x.CheckMerge(((CoMomentAccumulator)other)._x);
        _y.CheckMerge(((CoMomentAccumulator)other)._y);
    }

    internal override void Merge(Accumulator other)
    {
        var part = (CoMomentAccumulator)other;
        if (part.Tensors[3].Value is null) return;
        using (NewDisposeScope()) Join(part.State);
        _x.Merge(part._x);
        _y.Merge(part._y);
    }

    internal override void Write(BinaryWriter writer)
    {
        _x.Write(writer);
        _y.Write(writer);
        writer.Write(_unweighted);
        base.Write(writer);
    }

    internal override Action Read(BinaryReader reader)
    {
        var apply = _x.Read(reader) + _y.Read(reader);
        var unweighted = reader.ReadDouble();
        return apply + (() => _unweighted = unweighted) + base.Read(reader);
    }

    private static (Tensor X, Tensor Y) Broadcast(Tensor x, Tensor y)
    {
        long[] left = x.Sizes(), right = y.Sizes();
        if (left.AsSpan().SequenceEqual(right)) return (x, y);
        var common = new long[left.Length];
        for (var i = 0; i < common.Length && left.Length == right.Length; i++)
            common[i] = left[i] == 1 ? right[i] : right[i] == 1 || right[i] == left[i] ? left[i] : -1;
        if (left.Length != right.Length || Array.IndexOf(common, -1) >= 0)
            throw new ArgumentException(
                $"The values have shapes {ShapeText.Format(left)} and {ShapeText.Format(right)}, which do not broadcast."
            );
        return (x.expand(common), y.expand(common));
    }

    private void Join(Moments part)
    {
        if (Tensors[3].Value is null)
        {
            Tensors[1].Set(part.MeanX);
            if (part.MeanY is not null) Tensors[2].Set(part.MeanY);
            Tensors[3].Set(part.Products);
        }
        else if (part.Weight is null && Tensors[0].Value is null)
        {
            CoMoments.Join(State, part);
        }
        else
        {
            CoMoments.JoinWeighted(State, part);
        }
        _unweighted += part.Unweighted;
        if (part.Weight is not null) Tensors[0].Add(part.Weight);
    }

    private Tensor Spread(bool unbiased)
    {
        var weight = _unweighted + (Tensors[0].Value is null ? 0 : Tensors[0].Host.ToDouble());
        return Tensors[3].Host.div(unbiased ? Math.Max(0, weight - 1) : weight);
    }

    private Tensor Result(ComputeScope scope, Tensor kept)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var type = ReferenceEquals(kept, Tensors[1].Host) ? _x.Type : Common();
        return _x.Shape(kept.to_type(type, copy: true));
    }

    private ScalarType Common()
    {
        if (!is_floating_point(_x.Type)) return is_floating_point(_y.Type) ? _y.Type : ScalarType.Float32;
        return is_floating_point(_y.Type) ? AccumulatorTypes.Promote(_x.Type, _y.Type) : _x.Type;
    }
}
