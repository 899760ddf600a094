using System.ComponentModel;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Accumulates a product that contracts the rows, such as <c>a.T.mm(b)</c>. It is computed in float64; integers are kept as int64 and are
/// exact up to 2^53 within a batch.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ContractionAccumulator : Accumulator
{
    private readonly RowReduction _left = new();
    private readonly RowReduction _right = new();
    private Tensor? _staged;

    /// <summary>Initializes an empty accumulator.</summary>
    public ContractionAccumulator()
        : base(1)
    {
    }

    /// <summary>Stages a product.</summary>
    /// <param name="update">The update.</param>
    /// <param name="left">A value with a row axis; row weights are applied to it.</param>
    /// <param name="leftAxis">Its batch axis, from 0.</param>
    /// <param name="right">Another value, of the same type.</param>
    /// <param name="rightAxis">Its batch axis, from 0.</param>
    /// <param name="contract">The product, which must be linear in both and sum over the rows. Its arguments are float64.</param>
    /// <exception cref="ArgumentException">The values do not match the batch, each other's type, or those of earlier updates.</exception>
    public void Add(MetricUpdate update, Tensor left, int leftAxis, Tensor right, int rightAxis, Func<Tensor, Tensor, Tensor> contract)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(contract);
        _left.Stage(update, left, leftAxis, default, false);
        _right.Stage(update, right, rightAxis, default, false);
        if (_left.Type != _right.Type || _left.Type == ScalarType.Bool)
            throw new ArgumentException(
                $"Matrices of {_left.Type} and {_right.Type} cannot be multiplied. Convert both to one numeric type."
            );
        if (_left.Size != _right.Size)
            throw new ArgumentException(
                $"The values have shapes {ShapeText.Format(left)} and {ShapeText.Format(right)}, but must have the same number of rows."
            );
        var product = contract(Widened(update, left, _left, true), Widened(update, right, _right, false));
        var whole = !is_floating_point(_left.Type) && update.Weight?.dtype != ScalarType.Float64;
        _staged = update.Keep(whole ? product.to_type(ScalarType.Int64) : product);
    }

    /// <summary>Computes the sum in the values' type, or in the weights' type for integers with fractional weights.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public Tensor Sum(ComputeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var type = is_floating_point(_left.Type) ? _left.Type : scope.FractionType ?? _left.Type;
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

    internal override void Rollback()
    {
        _staged = null;
        _left.Rollback();
        _right.Rollback();
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

    private static Tensor Widened(MetricUpdate update, Tensor value, RowReduction rows, bool weighted)
    {
        var wide = value.to_type(ScalarType.Float64);
        if (update.Weight is null) return wide;
        var (weight, dropped) = update.Weights.Along(rows.Size, rows.Axis, rows.Rank);

        // On both sides, because 0 times NaN is NaN.
        return weighted ? wide.mul(weight).masked_fill_(dropped, 0) : wide.masked_fill(dropped, 0);
    }
}
