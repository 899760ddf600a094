using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>An accumulator of one row-wise value that is reduced along axes.</summary>
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
    /// <param name="batch">The update.</param>
    /// <param name="value">A row-wise value. Where its batch axis is k times as long as the batch, it has k consecutive items per row.</param>
    /// <param name="axis">The batch axis, from 0.</param>
    /// <param name="dims">The axes to reduce, the batch axis among them; empty for all.</param>
    /// <param name="keepdim">Whether the reduced axes stay, with size 1.</param>
    /// <exception cref="ArgumentException">The value does not fit the batch, or those of the updates before; nothing is staged then.</exception>
    public void Add(Batch batch, Tensor value, int axis, ReadOnlySpan<long> dims, bool keepdim = false)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(value);
        Reduction.Stage(batch, value, axis, dims, keepdim);
        _staged = batch.Keep(Reduce(batch, value));
    }

    /// <summary>The batch's part of the result.</summary>
    private protected abstract Tensor Reduce(Batch batch, Tensor value);

    /// <summary>Joins a part to the state.</summary>
    private protected abstract void Join(Tensor part);

    internal override void Commit()
    {
        if (_staged is null) return;
        Join(_staged);
        Reduction.Commit();
        _staged = null;
    }

    internal override void Discard()
    {
        _staged = null;
        Reduction.Discard();
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
/// How an accumulator reduces its value: type, axes and sizes, which must be the same in every update. Staged and committed like the sums.
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

    /// <summary>Elements of one row that go into one element of the result.</summary>
    public long PerRow { get; private set; }

    /// <summary>The axes to reduce, in ascending order.</summary>
    public long[] Dims => _dims;

    public bool Keepdim => _keepdim;

    public int Axis => _axis;

    public int Rank => _sizes!.Length;

    /// <summary>Size of the value of the current update along the batch axis.</summary>
    public long Size { get; private set; }

    /// <summary>Checks the value of an update against those before.</summary>
    public void Stage(Batch batch, Tensor value, int axis, ReadOnlySpan<long> dims, bool keepdim)
    {
        if (_staged) throw new InvalidOperationException("Something was added twice to one accumulator in one update; use two accumulators.");
        var type = value.dtype;
        var sizes = value.Sizes();
        if ((uint)axis >= (uint)sizes.Length)
            throw new ArgumentException($"The value {ShapeText.Of(sizes)} has no axis {axis}, where its rows should be.");
        Size = sizes[axis];
        if (Size == 0 || Size % batch.Rows != 0)
            throw new ArgumentException($"The value is {ShapeText.Of(sizes)}: axis {axis} should have the batch's {batch.Rows} rows, or a multiple.");
        sizes[axis] = Size / batch.Rows;
        if (_committed)
            Compare(type, sizes, axis, batch.Rows);
        else
            Latch(type, sizes, axis, dims, keepdim);
        _staged = true;
    }

    public void Commit()
    {
        _committed |= _staged;
        _staged = false;
    }

    public void Discard() => _staged = false;

    public void Reset() => _committed = _staged = false;

    public void CheckMerge(RowReduction other)
    {
        if (!_committed || !other._committed) return;
        if (Type != other.Type || _axis != other._axis || _keepdim != other._keepdim
            || !_sizes.AsSpan().SequenceEqual(other._sizes) || !_dims.AsSpan().SequenceEqual(other._dims))
            throw new ArgumentException($"The states to merge hold values {this} and {other}.");
    }

    public void Merge(RowReduction other)
    {
        if (_committed || !other._committed) return;
        (Type, PerRow, _sizes, _dims) = (other.Type, other.PerRow, other._sizes, other._dims);
        (_axis, _keepdim, _committed) = (other._axis, other._keepdim, true);
    }

    /// <summary>The result from a tensor that kept the reduced axes with size 1.</summary>
    public Tensor Shape(Tensor kept)
    {
        if (_keepdim) return kept;
        var sizes = new List<long>(Rank);
        for (var i = 0; i < Rank; i++)
            if (Array.IndexOf(_dims, i) < 0) sizes.Add(_sizes![i]);
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

    private void Latch(ScalarType type, long[] sizes, int axis, ReadOnlySpan<long> dims, bool keepdim)
    {
        ValueTypes.RefuseComplex(type);
        var axes = dims.ToArray();
        if (axes.Length == 0)
        {
            axes = new long[sizes.Length];
            for (var i = 0; i < axes.Length; i++) axes[i] = i;
        }
        for (var i = 0; i < axes.Length; i++)
        {
            if (axes[i] < 0) axes[i] += sizes.Length;
            if (axes[i] < 0 || axes[i] >= sizes.Length) throw new ArgumentException($"The value has {sizes.Length} axes; axis {dims[i]} is none of them.");
        }
        Array.Sort(axes);
        if (Array.IndexOf(axes, axis) < 0) throw new ArgumentException($"The reduced axes must contain the batch axis, {axis}.");
        var perRow = 1L;
        foreach (var dim in axes) perRow *= sizes[dim];
        (Type, PerRow, _sizes, _dims, _axis, _keepdim) = (type, perRow, sizes, axes, axis, keepdim);
    }

    private void Compare(ScalarType type, long[] sizes, int axis, long rows)
    {
        if (type == Type && axis == _axis && sizes.AsSpan().SequenceEqual(_sizes)) return;
        sizes[axis] *= rows;
        throw new ArgumentException($"The value is {ShapeText.Of(sizes)} of {type}, in the updates before it was {this}.");
    }
}
