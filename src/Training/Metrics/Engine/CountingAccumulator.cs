using System.ComponentModel;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Counts occurrences of indices or pairs of indices. On the CPU a loop checks and counts them, which takes a fraction of the overhead of
/// torch's operators; other devices use <c>scatter_add_</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CountingAccumulator : Accumulator
{
    private readonly long _cells;
    private readonly long _columns;
    private Tensor? _index;
    private Tensor? _second;
    private Tensor? _weight;
    private Tensor? _ones;

    // columns is 1 for single indices. The cell of a pair is first * columns + second.
    private protected CountingAccumulator(long cells, long columns = 1)
        : base(1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cells, "width");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        _cells = cells;
        _columns = columns;
    }

    /// <summary>Whether to count as on a GPU, for tests.</summary>
    internal bool Scatter { get; set; }

    private protected long Rows => _cells / _columns;

    private protected long Columns => _columns;

    private StateTensor State => Tensors[0];

    private protected static void RequireIntegers(Tensor index, string name)
    {
        if (!is_integral(index.dtype)) throw new ArgumentException($"{name} is {index.dtype}, but must have an integer type.", name);
    }

    private protected static Tensor Flat(Tensor index)
    {
        if (index.dtype != ScalarType.Int64) index = index.to_type(ScalarType.Int64);
        if (index.Dimensions != 1) index = index.reshape(-1);
        return index.is_contiguous() ? index : index.contiguous();
    }

    private protected void Stage(MetricUpdate update, Tensor index, Tensor? weight, Tensor? second = null)
    {
        if (_index is not null) throw new InvalidOperationException("An accumulator takes one value per update. Use two accumulators.");
        if (weight is not null && !weight.is_contiguous()) weight = weight.contiguous();
        if (!Scatter && index.device_type == DeviceType.CPU)
            CountingLoop.Check(Long(index), second is null ? default : Long(second), weight, Rows, _columns);
        else
            (index, second) = (Cells(index, second, weight), null);
        _index = update.Keep(index);
        _second = second is null ? null : update.Keep(second);
        _weight = weight is null ? null : update.Keep(weight);
    }

    private protected Tensor Read(ComputeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return State.Host.clone();
    }

    internal override void Commit()
    {
        if (_index is null) return;
        var fractions = _weight?.dtype == ScalarType.Float64;
        if (State.Value is null)
        {
            using var zero = zeros(_cells, fractions ? ScalarType.Float64 : ScalarType.Int64, DeviceId.From(_index).Device);
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
        Rollback();
    }

    internal override void Rollback() => (_index, _second, _weight) = (null, null, null);

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
            throw new ArgumentException(
                $"States that count {Rows} by {_columns} and {cells / columns} by {columns} indices cannot be merged."
            );
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
            // A second index out of range would count for another row: -1 makes the device throw.
            cells = index.mul(_columns).add_(second).masked_fill_(second.lt(0).logical_or(second.ge(_columns)), -1);
        }

        // Rows of weight 0 may contain anything: they count for cell 0, with weight 0.
        return weight is null ? cells : cells.masked_fill(weight.eq(0), 0);
    }

    // scatter_add_ accepts a longer source, so one tensor serves batches of all sizes.
    private Tensor Ones(Tensor index, ScalarType type)
    {
        if (_ones is null || _ones.dtype != type || _ones.numel() < index.numel() || DeviceId.From(_ones) != DeviceId.From(index))
        {
            _ones?.Dispose();
            _ones = ones(index.numel(), type, DeviceId.From(index).Device);
            _ones.DetachFromDisposeScope();
        }
        return _ones;
    }
}

/// <summary>Counts occurrences of each index, as <c>bincount</c>. Counts with fractional weights are float64.</summary>
/// <param name="width">The number of indices, which are 0 to <paramref name="width"/> - 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CountAccumulator(long width) : CountingAccumulator(width)
{
    /// <summary>Stages indices.</summary>
    /// <param name="update">The update.</param>
    /// <param name="index">Integers of any shape. The batch axis may have several items per row.</param>
    /// <param name="axis">The batch axis, from 0.</param>
    /// <exception cref="ArgumentException">The tensor does not have an integer type or does not match the batch, or an index is out of
    /// range (on a GPU, torch reports that later).</exception>
    public void Add(MetricUpdate update, Tensor index, int axis)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(index);
        RequireIntegers(index, nameof(index));
        var sizes = index.Sizes();
        if ((uint)axis >= (uint)sizes.Length || sizes[axis] == 0 || sizes[axis] % update.Rows != 0)
            throw new ArgumentException(
                $"The index has shape {ShapeText.Format(sizes)}, but axis {axis} must have the {update.Rows} rows of the batch, or a "
                + $"multiple."
            );
        Tensor? weight = null;
        if (update.Weight is not null)
        {
            weight = update.Weights.Along(sizes[axis], axis, sizes.Length).Weight;
            if (sizes.Length > 1) weight = weight.expand(sizes).reshape(-1);
        }
        Stage(update, Flat(index), weight);
    }

    /// <summary>Returns the counts, shape [width], int64 or (with fractional weights) float64.</summary>
    public Tensor Counts(ComputeScope scope) => Read(scope);
}

/// <summary>Counts occurrences of each pair of indices, as a confusion matrix. Counts with fractional weights are float64.</summary>
/// <param name="rows">The number of first indices, which are 0 to <paramref name="rows"/> - 1.</param>
/// <param name="columns">The number of second indices.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JointCountAccumulator(long rows, long columns) : CountingAccumulator(checked(rows * columns), columns)
{
    /// <summary>Stages pairs.</summary>
    /// <param name="update">The update.</param>
    /// <param name="first">Integers, shape [n] for n rows.</param>
    /// <param name="second">Integers of the same shape.</param>
    /// <exception cref="ArgumentException">A tensor does not have an integer type or does not match the batch, or an index is out of range
    /// (on a GPU, torch reports that later).</exception>
    public void Add(MetricUpdate update, Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        RequireIntegers(first, nameof(first));
        RequireIntegers(second, nameof(second));
        var count = first.Dimensions == 1 ? first.size(0) : -1;
        if (count < 0 || second.Dimensions != 1 || second.size(0) != count || count % update.Rows != 0)
            throw new ArgumentException(
                $"The indices have shapes {ShapeText.Format(first)} and {ShapeText.Format(second)}, but both must have shape "
                + $"[{update.Rows}], or a multiple."
            );
        Stage(update, Flat(first), update.Weight is null ? null : update.Weights.Along(count, 0, 1).Weight, Flat(second));
    }

    /// <summary>Returns the counts, shape [rows, columns], int64 or (with fractional weights) float64.</summary>
    public Tensor Counts(ComputeScope scope) => Read(scope).reshape(Rows, Columns);
}
