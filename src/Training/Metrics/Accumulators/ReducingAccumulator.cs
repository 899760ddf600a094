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
