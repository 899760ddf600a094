using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// The sum of products of two values, each centred by its own mean over all rows: what variance, covariance and correlation are made of.
/// Kept in float64 as weight, means and centred products; batches are joined pairwise.
/// </summary>
/// <remarks>Chan, Golub and LeVeque, Updating Formulae and a Pairwise Algorithm for Computing Sample Variances, 1979.</remarks>
public sealed class CoMomentAccumulator : Accumulator
{
    private readonly RowReduction _x = new();
    private readonly RowReduction _y = new();
    private Moments? _staged;

    // The weight of all elements is this plus, once there were weights, the first tensor: without them no join needs the device to divide.
    private double _plain;

    /// <summary>No rows.</summary>
    public CoMomentAccumulator()
        : base(4)
    {
    }

    // With the reduced axes kept, so that they broadcast. The mean of y is missing where y is x.
    private Moments State => new(_plain, Tensors[0].Value, Tensors[1].Value!, Tensors[2].Value, Tensors[3].Value!);

    /// <summary>Stages two values.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="x">A row-wise value.</param>
    /// <param name="y">Another of the same rank, or the same one for a variance. Axes of size 1 are broadcast.</param>
    /// <param name="axis">The batch axis of both, from 0.</param>
    /// <param name="dims">The axes to reduce, the batch axis among them; empty for all.</param>
    /// <param name="keepdim">Whether the reduced axes stay, with size 1.</param>
    /// <exception cref="ArgumentException">The values do not fit the batch, each other, or those of the updates before.</exception>
    public void Add(Batch batch, Tensor x, Tensor y, int axis, ReadOnlySpan<long> dims, bool keepdim = false)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var same = ReferenceEquals(x, y);
        if (!same) (x, y) = Broadcast(x, y);
        _x.Stage(batch, x, axis, dims, keepdim);
        _y.Stage(batch, y, axis, dims, keepdim);
        var part = batch.Weight is null ? CoMoments.Measure(batch, _x, x, y) : CoMoments.MeasureWeighted(batch, _x, x, y);
        if (part.Weight is not null) batch.Keep(part.Weight);
        if (part.MeanY is not null) batch.Keep(part.MeanY);
        batch.Keep(part.MeanX);
        batch.Keep(part.Products);
        _staged = part;
    }

    /// <summary>The sum of (x - mean x)(y - mean y), in the type of x times y.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Sum(Reading reading) => Result(reading, Tensors[3].Host);

    /// <summary>The mean of x, in its type.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Mean(Reading reading) => Result(reading, Tensors[1].Host);

    /// <summary>The variance, or covariance of x and y.</summary>
    /// <param name="reading">The computation.</param>
    /// <param name="unbiased">Whether to divide by n - 1, not n; NaN for one row then.</param>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Variance(Reading reading, bool unbiased) => Result(reading, Spread(unbiased));

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    /// <inheritdoc cref="Variance"/>
    public Tensor Deviation(Reading reading, bool unbiased) => Result(reading, Spread(unbiased).sqrt());

    internal override void Commit()
    {
        if (_staged is not { } part) return;
        Join(part);
        _x.Commit();
        _y.Commit();
        _staged = null;
    }

    internal override void Discard()
    {
        _staged = null;
        _x.Discard();
        _y.Discard();
    }

    internal override void Reset()
    {
        base.Reset();
        _plain = 0;
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
        writer.Write(_plain);
        base.Write(writer);
    }

    internal override Action Read(BinaryReader reader)
    {
        var apply = _x.Read(reader) + _y.Read(reader);
        var plain = reader.ReadDouble();
        return apply + (() => _plain = plain) + base.Read(reader);
    }

    private static (Tensor X, Tensor Y) Broadcast(Tensor x, Tensor y)
    {
        long[] left = x.Sizes(), right = y.Sizes();
        if (left.AsSpan().SequenceEqual(right)) return (x, y);
        var common = new long[left.Length];
        for (var i = 0; i < common.Length && left.Length == right.Length; i++)
            common[i] = left[i] == 1 ? right[i] : right[i] == 1 || right[i] == left[i] ? left[i] : -1;
        if (left.Length != right.Length || Array.IndexOf(common, -1) >= 0)
            throw new ArgumentException($"The values {ShapeText.Of(left)} and {ShapeText.Of(right)} do not fit each other.");
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
        _plain += part.Plain;
        if (part.Weight is not null) Tensors[0].Add(part.Weight);
    }

    private Tensor Spread(bool unbiased)
    {
        var weight = _plain + (Tensors[0].Value is null ? 0 : Tensors[0].Host.ToDouble());
        return Tensors[3].Host.div(unbiased ? Math.Max(0, weight - 1) : weight);
    }

    private Tensor Result(Reading reading, Tensor kept)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var type = ReferenceEquals(kept, Tensors[1].Host) ? _x.Type : Common();
        return _x.Shape(kept.to_type(type, copy: true));
    }

    private ScalarType Common()
    {
        if (!is_floating_point(_x.Type)) return is_floating_point(_y.Type) ? _y.Type : ScalarType.Float32;
        return is_floating_point(_y.Type) ? ValueTypes.Wider(_x.Type, _y.Type) : _x.Type;
    }
}
