using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Base class for accumulators that reduce one value along axes.</summary>
public abstract class ReducingAccumulator : Accumulator
{
    private Tensor? _staged;

    private protected ReducingAccumulator()
        : base(1)
    {
    }

    private protected RowReduction Reduction { get; } = new();

    private protected StateTensor State => Tensors[0];

    /// <summary>Stages a value.</summary>
    /// <param name="update">The update.</param>
    /// <param name="value">A value with a row axis. If the axis is k times as long as the batch, it has k consecutive items per
    /// row.</param>
    /// <param name="axis">The batch axis, from 0.</param>
    /// <param name="dims">The axes to reduce, the batch axis among them; empty for all.</param>
    /// <param name="keepdim">Whether to keep the reduced axes with size 1. The default value is false.</param>
    /// <exception cref="ArgumentException">The value does not match the batch or earlier updates. Nothing is staged.</exception>
    public void Add(MetricUpdate update, Tensor value, int axis, ReadOnlySpan<long> dims, bool keepdim = false)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(value);
        Reduction.Stage(update, value, axis, dims, keepdim);
        _staged = update.Keep(Reduce(update, value));
    }

    /// <summary>Reduces the value of a batch.</summary>
    private protected abstract Tensor Reduce(MetricUpdate update, Tensor value);

    /// <summary>Merges a reduced value into the state.</summary>
    private protected abstract void Join(Tensor part);

    internal override void Commit()
    {
        if (_staged is null) return;
        Join(_staged);
        Reduction.Commit();
        _staged = null;
    }

    internal override void Rollback()
    {
        _staged = null;
        Reduction.Rollback();
    }

    internal override void Reset()
    {
        base.Reset();
        Reduction.Reset();
    }

    internal override void CheckMerge(Accumulator other) => Reduction.CheckMerge(((ReducingAccumulator)other).Reduction);

    internal override void Merge(Accumulator other)
    {
        var part = (ReducingAccumulator)other;
        if (part.State.Value is null) return;
        Join(part.State.Value);
        Reduction.Merge(part.Reduction);
    }

    internal override void Write(BinaryWriter writer)
    {
        Reduction.Write(writer);
        base.Write(writer);
    }

    internal override Action Read(BinaryReader reader)
    {
        var reduction = Reduction.Read(reader);
        var tensors = base.Read(reader);
        return () =>
        {
            reduction();
            tensors();
        };
    }
}

/// <summary>
/// The type, axes and sizes of an accumulator's value, which must be the same in each update. They are staged and committed with it.
/// </summary>
internal sealed class RowReduction
{
    private long[]? _sizes;
    private long[] _dims = [];
    private int _axis;
    private bool _keepdim;
    private bool _committed;
    private bool _staged;

    /// <summary>The value's element type.</summary>
    public ScalarType Type { get; private set; }

    /// <summary>The number of elements of one row that are reduced to one element of the result.</summary>
    public long PerRow { get; private set; }

    /// <summary>The axes to reduce, in ascending order.</summary>
    public long[] Dims => _dims;

    public bool Keepdim => _keepdim;

    public int Axis => _axis;

    public int Rank => _sizes!.Length;

    /// <summary>The size of the current value along the batch axis.</summary>
    public long Size { get; private set; }

    /// <summary>Checks a value against earlier updates.</summary>
    public void Stage(MetricUpdate update, Tensor value, int axis, ReadOnlySpan<long> dims, bool keepdim)
    {
        if (_staged) throw new InvalidOperationException("An accumulator takes one value per update. Use two accumulators.");
        var type = value.dtype;
        var sizes = value.Sizes();
        if ((uint)axis >= (uint)sizes.Length)
            throw new ArgumentException($"The value has shape {ShapeText.Format(sizes)}, but its rows must be axis {axis}.");
        Size = sizes[axis];
        if (Size == 0 || Size % update.Rows != 0)
            throw new ArgumentException(
                $"The value has shape {ShapeText.Format(sizes)}, but axis {axis} must have the {update.Rows} rows of the batch, or a "
                + $"multiple."
            );
        sizes[axis] = Size / update.Rows;
        if (_committed)
            Compare(type, sizes, axis, update.Rows);
        else
            Initialize(type, sizes, axis, dims, keepdim);
        _staged = true;
    }

    public void Commit()
    {
        _committed |= _staged;
        _staged = false;
    }

    public void Rollback() => _staged = false;

    public void Reset() => _committed = _staged = false;

    public void CheckMerge(RowReduction other)
    {
        if (!_committed || !other._committed) return;
        if (Type != other.Type || _axis != other._axis || _keepdim != other._keepdim
            || !_sizes.AsSpan().SequenceEqual(other._sizes) || !_dims.AsSpan().SequenceEqual(other._dims))
            throw new ArgumentException($"States with values {this} and {other} cannot be merged.");
    }

    public void Merge(RowReduction other)
    {
        if (_committed || !other._committed) return;
        (Type, PerRow, _sizes, _dims) = (other.Type, other.PerRow, other._sizes, other._dims);
        (_axis, _keepdim, _committed) = (other._axis, other._keepdim, true);
    }

    /// <summary>Shapes a result whose reduced axes were kept with size 1.</summary>
    public Tensor Shape(Tensor kept)
    {
        if (_keepdim) return kept;
        var sizes = new List<long>(Rank);
        for (var i = 0; i < Rank; i++)
            if (Array.IndexOf(_dims, i) < 0) sizes.Add(kept.size(i));
        return kept.reshape([.. sizes]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_committed);
        if (!_committed) return;
        writer.Write((sbyte)Type);
        writer.Write(PerRow);
        writer.Write(_axis);
        writer.Write(_keepdim);
        StateFormat.WriteSizes(writer, _sizes);
        StateFormat.WriteSizes(writer, _dims);
    }

    public Action Read(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return Reset;
        var type = StateFormat.ReadType(reader);
        var perRow = reader.ReadInt64();
        var axis = reader.ReadInt32();
        var keepdim = reader.ReadBoolean();
        var sizes = StateFormat.ReadSizes(reader);
        var dims = StateFormat.ReadSizes(reader);
        return () =>
        {
            (Type, PerRow, _sizes, _dims) = (type, perRow, sizes, dims);
            (_axis, _keepdim, _committed, _staged) = (axis, keepdim, true, false);
        };
    }

    public override string ToString()
    {
        var sizes = new string[Rank];
        for (var i = 0; i < Rank; i++) sizes[i] = i != _axis ? $"{_sizes![i]}" : _sizes![i] == 1 ? "rows" : $"{_sizes[i]}*rows";
        return $"[{string.Join(", ", sizes)}] of {Type}";
    }

    private void Initialize(ScalarType type, long[] sizes, int axis, ReadOnlySpan<long> dims, bool keepdim)
    {
        AccumulatorTypes.RefuseComplex(type);
        var axes = dims.ToArray();
        if (axes.Length == 0)
        {
            axes = new long[sizes.Length];
            for (var i = 0; i < axes.Length; i++) axes[i] = i;
        }
        for (var i = 0; i < axes.Length; i++)
        {
            if (axes[i] < 0)
                axes[i] += sizes.Length;
            if (axes[i] < 0 || axes[i] >= sizes.Length)
                throw new ArgumentException($"Axis {dims[i]} does not exist: the value has {sizes.Length} axes.");
        }
        Array.Sort(axes);
        if (Array.IndexOf(axes, axis) < 0) throw new ArgumentException($"The reduced axes must include the batch axis, {axis}.");
        var perRow = 1L;
        foreach (var dim in axes) perRow *= sizes[dim];
        (Type, PerRow, _sizes, _dims, _axis, _keepdim) = (type, perRow, sizes, axes, axis, keepdim);
    }

    private void Compare(ScalarType type, long[] sizes, int axis, long rows)
    {
        if (type == Type && axis == _axis && sizes.AsSpan().SequenceEqual(_sizes)) return;
        sizes[axis] *= rows;
        throw new ArgumentException($"The value is {ShapeText.Format(sizes)} of {type}, but must be {this} as in earlier updates.");
    }
}
