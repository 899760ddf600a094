using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Collects all rows, for formulas that cannot be streamed. Memory grows with the data, up to twice its size.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowCollector : Accumulator
{
    private readonly int _inputs;
    private readonly Tensor?[] _staged;
    private Tensor? _stagedWeight;
    private long _stagedRows;
    private long _rows;
    private bool _weighted;

    /// <summary>Initializes a collector.</summary>
    /// <param name="inputs">The number of tensors.</param>
    public RowCollector(int inputs)
        : base(inputs + 1, isLarge: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        _inputs = inputs;
        _staged = new Tensor?[inputs];
    }

    private StateTensor Weights => Tensors[_inputs];

    /// <summary>Stages the rows of a batch.</summary>
    /// <param name="update">The update.</param>
    /// <param name="inputs">The batch tensors, always in the same order. Their first axis is the rows.</param>
    /// <exception cref="ArgumentException">The number of tensors is wrong, or a tensor does not match the batch or earlier
    /// updates.</exception>
    public void Add(MetricUpdate update, params ReadOnlySpan<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (inputs.Length != _inputs) throw new ArgumentException($"An update must have {_inputs} tensors, but had {inputs.Length}.");
        for (var i = 0; i < inputs.Length; i++)
        {
            var sizes = inputs[i].Sizes();
            if (sizes.Length == 0 || sizes[0] != update.Rows)
                throw new ArgumentException(
                    $"Tensor {i} has shape {ShapeText.Format(sizes)}, but must have the {update.Rows} rows of the batch."
                );
            if (Tensors[i].Value is { } kept && (kept.dtype != inputs[i].dtype || !kept.Sizes().AsSpan(1).SequenceEqual(sizes.AsSpan(1))))
                throw new ArgumentException(
                    $"Tensor {i} is {ShapeText.Format(sizes)} of {inputs[i].dtype}, but must be "
                    + $"{ShapeText.FormatBatch(kept.Sizes().AsSpan(1))} of {kept.dtype} as in earlier updates."
                );
        }
        for (var i = 0; i < inputs.Length; i++) _staged[i] = inputs[i];
        _stagedWeight = update.Weight;
        _stagedRows = update.Rows;
    }

    /// <summary>Returns all rows of one tensor in the order of the updates, each repeated as often as its weight.</summary>
    /// <param name="scope">The computation.</param>
    /// <param name="input">The index of the tensor.</param>
    /// <exception cref="InvalidOperationException">A weight is not a whole number, or no update has added anything.</exception>
    public Tensor Rows(ComputeScope scope, int input)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var rows = Tensors[input].Host.narrow(0, 0, _rows);
        return _weighted ? rows.index_select(0, RowRepeats.ToIndices(Weights.Host.narrow(0, 0, _rows))) : rows.clone();
    }

    internal override void Commit()
    {
        if (_stagedRows == 0) return;
        for (var i = 0; i < _inputs; i++) GrowingRows.Append(Tensors[i], _rows, _staged[i]!);
        if (_stagedWeight is not null) AddWeights(_stagedWeight.dtype);
        if (_weighted)
        {
            using var ones = _stagedWeight is null ? torch.ones(_stagedRows, Weights.Value!.dtype, Weights.Value.device) : null;
            GrowingRows.Append(Weights, _rows, _stagedWeight ?? ones!);
        }
        _rows += _stagedRows;
        Rollback();
    }

    internal override void Rollback()
    {
        Array.Clear(_staged);
        (_stagedWeight, _stagedRows) = (null, 0);
    }

    internal override void Reset()
    {
        base.Reset();
        (_rows, _weighted) = (0, false);
    }

    internal override void CheckMerge(Accumulator other)
    {
        var part = (RowCollector)other;
        for (var i = 0; i < _inputs; i++)
        {
            if (
                Tensors[i].Value is { } mine
                && part.Tensors[i].Value is { } theirs
                && (mine.dtype != theirs.dtype || !mine.Sizes().AsSpan(1).SequenceEqual(theirs.Sizes().AsSpan(1)))
            )
                throw new ArgumentException(
                    $"States with rows {ShapeText.FormatBatch(mine.Sizes().AsSpan(1))} of {mine.dtype} and "
                    + $"{ShapeText.FormatBatch(theirs.Sizes().AsSpan(1))} of {theirs.dtype} cannot be merged."
                );
        }
    }

    internal override void Merge(Accumulator other)
    {
        var part = (RowCollector)other;
        if (part._rows == 0) return;
        using var scope = NewDisposeScope();
        for (var i = 0; i < _inputs; i++) _staged[i] = part.Tensors[i].Value!.narrow(0, 0, part._rows);
        _stagedWeight = part._weighted ? part.Weights.Value!.narrow(0, 0, part._rows) : null;
        _stagedRows = part._rows;
        Commit();
    }

    internal override void Write(BinaryWriter writer)
    {
        writer.Write(_rows);
        writer.Write(_weighted);
        foreach (var tensor in Tensors)
        {
            using var rows = tensor.Value?.narrow(0, 0, _rows);
            StateFormat.WriteTensor(writer, rows);
        }
    }

    internal override Action Read(BinaryReader reader)
    {
        var rows = reader.ReadInt64();
        var weighted = reader.ReadBoolean();
        return base.Read(reader) + (() => (_rows, _weighted) = (rows, weighted));
    }

    // Rows without weights have weight 1.
    private void AddWeights(ScalarType type)
    {
        if (!_weighted)
        {
            using var before = torch.ones(_rows, type, _stagedWeight!.device);
            Weights.Set(before);
            _weighted = true;
        }
        if (type == ScalarType.Float64) Weights.Convert(type);
    }
}

/// <summary>Appends rows to a tensor that doubles its capacity when it is full.</summary>
internal static class GrowingRows
{
    /// <summary>Appends rows after the first <paramref name="used"/> rows.</summary>
    public static void Append(StateTensor table, long used, Tensor rows)
    {
        var sizes = rows.Sizes();
        var needed = used + sizes[0];
        var capacity = table.Value?.size(0) ?? 0;
        if (table.Value is null || capacity < needed)
        {
            sizes[0] = table.Value is null ? needed : Math.Max(needed, capacity * 2);
            using var normal = inference_mode(false);
            var grown = empty(sizes, table.Value?.dtype ?? rows.dtype, DeviceId.From(rows).Device);
            Copy(grown, 0, table.Value, used);
            table.Replace(grown);
        }
        Copy(table.Value!, used, rows, needed - used);
    }

    private static void Copy(Tensor target, long start, Tensor? source, long count)
    {
        if (source is null || count == 0) return;
        using var noGraph = no_grad();
        using var from = source.narrow(0, 0, count);
        using var to = target.narrow(0, start, count);
        to.copy_(from);
    }
}

/// <summary>Converts weights of collected rows to row indices.</summary>
internal static class RowRepeats
{
    /// <summary>Returns the index of each row, repeated as often as its weight, as int64.</summary>
    /// <param name="weights">int64 or float64 on the CPU, shape [rows].</param>
    public static Tensor ToIndices(Tensor weights)
    {
        using var whole = weights.to_type(ScalarType.Float64).contiguous();
        var times = MemoryMarshal.Cast<byte, double>(whole.bytes);
        var positions = new List<long>(times.Length);
        for (var row = 0; row < times.Length; row++)
        {
            var count = times[row];
            if (count != Math.Floor(count) || count < 0 || count > int.MaxValue)
                throw new InvalidOperationException(
                    $"Row {row} has weight {count.ToString(CultureInfo.InvariantCulture)}, but a collected metric repeats rows, so "
                    + $"weights must be whole numbers."
                );
            for (var i = 0; i < count; i++)
                positions.Add(row);
        }
        GC.KeepAlive(whole);
        return tensor(positions.ToArray(), ScalarType.Int64, CPU);
    }
}
