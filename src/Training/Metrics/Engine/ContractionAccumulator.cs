using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// The sum over batches of a product that contracts the rows, such as <c>a.T.mm(b)</c>. Computed in float64; whole numbers are kept in
/// int64 and exact up to 2^53 within a batch.
/// </summary>
public sealed class ContractionAccumulator : Accumulator
{
    private readonly RowReduction _left = new();
    private readonly RowReduction _right = new();
    private Tensor? _staged;

    /// <summary>No rows.</summary>
    public ContractionAccumulator()
        : base(1)
    {
    }

    /// <summary>Stages a product.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="left">A row-wise value; weights go with it.</param>
    /// <param name="leftAxis">Its batch axis, from 0.</param>
    /// <param name="right">Another, of the same type.</param>
    /// <param name="rightAxis">Its batch axis, from 0.</param>
    /// <param name="contract">The product, linear in both, that sums over the rows. It is given float64.</param>
    /// <exception cref="ArgumentException">The values do not fit the batch, each other's type, or those of the updates before.</exception>
    public void Add(Batch batch, Tensor left, int leftAxis, Tensor right, int rightAxis, Func<Tensor, Tensor, Tensor> contract)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(contract);
        _left.Stage(batch, left, leftAxis, default, false);
        _right.Stage(batch, right, rightAxis, default, false);
        if (_left.Type != _right.Type || _left.Type == ScalarType.Bool)
            throw new ArgumentException($"torch does not multiply matrices of {_left.Type} and {_right.Type}; convert both to one number type.");
        if (_left.Size != _right.Size)
            throw new ArgumentException($"The values {ShapeText.Of(left)} and {ShapeText.Of(right)} have different rows.");
        var product = contract(Widened(batch, left, _left, true), Widened(batch, right, _right, false));
        var whole = !is_floating_point(_left.Type) && batch.Weight?.dtype != ScalarType.Float64;
        _staged = batch.Keep(whole ? product.to_type(ScalarType.Int64) : product);
    }

    /// <summary>The sum, in the values' type; with fractional weights on whole numbers, in the weights' type.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Sum(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var type = is_floating_point(_left.Type) ? _left.Type : reading.FractionType ?? _left.Type;
        return Tensors[0].Host.to_type(type, copy: true);
    }

    internal override void Commit()
    {
        if (_staged is null) return;
        Tensors[0].Add(_staged);
        _left.Commit();
        _right.Commit();
        _staged = null;
    }

    internal override void Discard()
    {
        _staged = null;
        _left.Discard();
        _right.Discard();
    }

    internal override void Reset()
    {
        base.Reset();
        _left.Reset();
        _right.Reset();
    }

    internal override void CheckMerge(Accumulator other)
    {
        _left.CheckMerge(((ContractionAccumulator)other)._left);
        _right.CheckMerge(((ContractionAccumulator)other)._right);
    }

    internal override void Merge(Accumulator other)
    {
        var part = (ContractionAccumulator)other;
        if (part.Tensors[0].Value is { } sum) Tensors[0].Add(sum);
        _left.Merge(part._left);
        _right.Merge(part._right);
    }

    internal override void Write(BinaryWriter writer)
    {
        _left.Write(writer);
        _right.Write(writer);
        base.Write(writer);
    }

    internal override Action Read(BinaryReader reader) => _left.Read(reader) + _right.Read(reader) + base.Read(reader);

    private static Tensor Widened(Batch batch, Tensor value, RowReduction rows, bool weighted)
    {
        var wide = value.to_type(ScalarType.Float64);
        if (batch.Weight is null) return wide;
        var (weight, dropped) = batch.Weights.Along(rows.Size, rows.Axis, rows.Rank);

        // Both sides: 0 times NaN is NaN.
        return weighted ? wide.mul(weight).masked_fill_(dropped, 0) : wide.masked_fill(dropped, 0);
    }
}
