using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Counts how often an index, or a pair of them, occurs. On the processor a plain loop over the indices counts and checks them, which costs
/// a fraction of the operators' start-up time; elsewhere the device scatters.
/// </summary>
public abstract class CountingAccumulator : Accumulator
{
    private readonly long _cells;
    private readonly long _columns;
    private Tensor? _index;
    private Tensor? _second;
    private Tensor? _weight;
    private Tensor? _ones;

    // columns: 1 for single indices. The cell of a pair is first * columns + second.
    private protected CountingAccumulator(long cells, long columns = 1)
        : base(1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cells, "width");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        _cells = cells;
        _columns = columns;
    }

    /// <summary>For tests: count as on a GPU.</summary>
    internal bool Scatter { get; set; }

    private protected long Rows => _cells / _columns;

    private protected long Columns => _columns;

    private StateTensor State => Tensors[0];

    private protected static void RequireIntegers(Tensor index, string name)
    {
        if (!is_integral(index.dtype)) throw new ArgumentException($"{name} is {index.dtype}, but an index must be integral.", name);
    }

    private protected static Tensor Flat(Tensor index)
    {
        if (index.dtype != ScalarType.Int64) index = index.to_type(ScalarType.Int64);
        if (index.Dimensions != 1) index = index.reshape(-1);
        return index.is_contiguous() ? index : index.contiguous();
    }

    private protected void Stage(Batch batch, Tensor index, Tensor? weight, Tensor? second = null)
    {
        if (_index is not null) throw new InvalidOperationException("Something was added twice to one accumulator in one update; use two accumulators.");
        if (weight is not null && !weight.is_contiguous()) weight = weight.contiguous();
        if (!Scatter && index.device_type == DeviceType.CPU)
            CountingLoop.Check(Long(index), second is null ? default : Long(second), weight, Rows, _columns);
        else
            (index, second) = (Cells(index, second, weight), null);
        _index = batch.Keep(index);
        _second = second is null ? null : batch.Keep(second);
        _weight = weight is null ? null : batch.Keep(weight);
    }

    private protected Tensor Read(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return State.Host.clone();
    }

    internal override void Commit()
    {
        if (_index is null) return;
        var fractions = _weight?.dtype == ScalarType.Float64;
        if (State.Value is null)
        {
            using var zero = zeros(_cells, fractions ? ScalarType.Float64 : ScalarType.Int64, Place.Of(_index).Device);
            State.Set(zero);
        }
        if (fractions) State.Convert(ScalarType.Float64);
        var counts = State.Value!;
        if (!Scatter && _index.device_type == DeviceType.CPU)
        {
            CountingLoop.Count(counts, Long(_index), _second is null ? default : Long(_second), _weight, _columns);
            GC.KeepAlive(_index);
            GC.KeepAlive(_second);
        }
        else
        {
            counts.scatter_add_(0, _index, _weight is null ? Ones(_index, counts.dtype) : _weight.to_type(counts.dtype));
        }
        Discard();
    }

    internal override void Discard() => (_index, _second, _weight) = (null, null, null);

    internal override void Reset()
    {
        base.Reset();
        _ones?.Dispose();
        _ones = null;
    }

    internal override void CheckMerge(Accumulator other)
    {
        var (cells, columns) = (((CountingAccumulator)other)._cells, ((CountingAccumulator)other)._columns);
        if (cells != _cells || columns != _columns)
            throw new ArgumentException($"The states to merge count {Rows} by {_columns} and {cells / columns} by {columns} indices.");
    }

    internal override void Merge(Accumulator other)
    {
        if (((CountingAccumulator)other).State.Value is { } counts) State.Add(counts);
    }

    private static ReadOnlySpan<long> Long(Tensor tensor) => MemoryMarshal.Cast<byte, long>(tensor.bytes);

    private Tensor Cells(Tensor index, Tensor? second, Tensor? weight)
    {
        var cells = index;
        if (second is not null)
        {
            // A second index out of range would be taken for one of another row: -1 makes the device throw, as for the first.
            cells = index.mul(_columns).add_(second).masked_fill_(second.lt(0).logical_or(second.ge(_columns)), -1);
        }

        // What is dropped may hold anything: it goes to cell 0 with weight 0.
        return weight is null ? cells : cells.masked_fill(weight.eq(0), 0);
    }

    // scatter_add_ takes a longer source, so that one vector serves batches of all sizes.
    private Tensor Ones(Tensor index, ScalarType type)
    {
        if (_ones is null || _ones.dtype != type || _ones.numel() < index.numel() || Place.Of(_ones) != Place.Of(index))
        {
            _ones?.Dispose();
            _ones = ones(index.numel(), type, Place.Of(index).Device);
            _ones.DetachFromDisposeScope();
        }
        return _ones;
    }
}

/// <summary>How often each index occurs over all rows; fractional weights make the counts float64.</summary>
/// <param name="width">The number of different indices: they are 0 to <paramref name="width"/> - 1.</param>
public sealed class CountAccumulator(long width) : CountingAccumulator(width)
{
    /// <summary>Stages indices.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="index">Integers of any shape, a weight's row each; several items per row along the batch axis are possible.</param>
    /// <param name="axis">The batch axis, from 0.</param>
    /// <exception cref="ArgumentException">The tensor is not integral, or does not fit the batch, or an index is out of range (on a GPU, torch reports that later).</exception>
    public void Add(Batch batch, Tensor index, int axis)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(index);
        RequireIntegers(index, nameof(index));
        var sizes = index.Sizes();
        if ((uint)axis >= (uint)sizes.Length || sizes[axis] == 0 || sizes[axis] % batch.Rows != 0)
            throw new ArgumentException($"The index is {ShapeText.Of(sizes)}: axis {axis} should have the batch's {batch.Rows} rows, or a multiple.");
        Tensor? weight = null;
        if (batch.Weight is not null)
        {
            weight = batch.Weights.Along(sizes[axis], axis, sizes.Length).Weight;
            if (sizes.Length > 1) weight = weight.expand(sizes).reshape(-1);
        }
        Stage(batch, Flat(index), weight);
    }

    /// <summary>The counts, shape [width], int64 or (with fractional weights) float64.</summary>
    public Tensor Counts(Reading reading) => Read(reading);
}

/// <summary>How often each pair of indices occurs over all rows, as in a confusion matrix; fractional weights make the counts float64.</summary>
/// <param name="rows">The number of different first indices: they are 0 to <paramref name="rows"/> - 1.</param>
/// <param name="columns">The number of different second indices.</param>
public sealed class JointCountAccumulator(long rows, long columns) : CountingAccumulator(checked(rows * columns), columns)
{
    /// <summary>Stages pairs.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="first">Integers, shape [n] for n rows.</param>
    /// <param name="second">Integers, the same shape.</param>
    /// <exception cref="ArgumentException">A tensor is not integral, or does not fit the batch, or an index is out of range (on a GPU, torch reports that later).</exception>
    public void Add(Batch batch, Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        RequireIntegers(first, nameof(first));
        RequireIntegers(second, nameof(second));
        var count = first.Dimensions == 1 ? first.size(0) : -1;
        if (count < 0 || second.Dimensions != 1 || second.size(0) != count || count % batch.Rows != 0)
            throw new ArgumentException(
                $"The indices are {ShapeText.Of(first)} and {ShapeText.Of(second)}: both should be [{batch.Rows}], or a multiple.");
        Stage(batch, Flat(first), batch.Weight is null ? null : batch.Weights.Along(count, 0, 1).Weight, Flat(second));
    }

    /// <summary>The counts, shape [rows, columns], int64 or (with fractional weights) float64.</summary>
    public Tensor Counts(Reading reading) => Read(reading).reshape(Rows, Columns);
}
