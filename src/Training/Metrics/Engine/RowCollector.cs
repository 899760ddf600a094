using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Keeps all rows, for formulas that cannot be streamed. Memory grows with the data: all its bytes, and up to twice that while it grows.
/// </summary>
public sealed class RowCollector : Accumulator
{
    private readonly int _inputs;
    private readonly Tensor?[] _staged;
    private Tensor? _stagedWeight;
    private long _stagedRows;
    private long _rows;
    private bool _weighted;

    /// <summary>Keeps the rows of some tensors.</summary>
    /// <param name="inputs">How many.</param>
    public RowCollector(int inputs)
        : base(inputs + 1, bulky: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        _inputs = inputs;
        _staged = new Tensor?[inputs];
    }

    private StateTensor Weights => Tensors[_inputs];

    /// <summary>Stages the rows of a batch.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="inputs">The batch tensors, rows first, in the same order every time.</param>
    /// <exception cref="ArgumentException">Another number of tensors, or one with other rows than the batch or other sizes than before.</exception>
    public void Add(Batch batch, params ReadOnlySpan<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (inputs.Length != _inputs) throw new ArgumentException($"{inputs.Length} tensors were given to a collector of {_inputs}.");
        for (var i = 0; i < inputs.Length; i++)
        {
            var sizes = inputs[i].Sizes();
            if (sizes.Length == 0 || sizes[0] != batch.Rows)
                throw new ArgumentException($"Tensor {i} is {ShapeText.Of(sizes)}, but should have the batch's {batch.Rows} rows.");
            if (Tensors[i].Value is { } kept && (kept.dtype != inputs[i].dtype || !kept.Sizes().AsSpan(1).SequenceEqual(sizes.AsSpan(1))))
                throw new ArgumentException($"Tensor {i} is {ShapeText.Of(sizes)} of {inputs[i].dtype}, in the updates before it was {ShapeText.Rows(kept.Sizes().AsSpan(1))} of {kept.dtype}.");
        }
        for (var i = 0; i < inputs.Length; i++) _staged[i] = inputs[i];
        _stagedWeight = batch.Weight;
        _stagedRows = batch.Rows;
    }

    /// <summary>All rows of one tensor, in the order in which they came: those of weight w as often, those of weight 0 not at all.</summary>
    /// <param name="reading">The computation.</param>
    /// <param name="input">Which tensor, from 0.</param>
    /// <exception cref="InvalidOperationException">A weight is not a whole number, so that there is no such table of rows; or no update has added anything.</exception>
    public Tensor Rows(Reading reading, int input)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var rows = Tensors[input].Host.narrow(0, 0, _rows);
        return _weighted ? rows.index_select(0, RowRepeats.Index(Weights.Host.narrow(0, 0, _rows))) : rows.clone();
    }

    internal override void Commit()
    {
        if (_stagedRows == 0) return;
        for (var i = 0; i < _inputs; i++) GrowingRows.Append(Tensors[i], _rows, _staged[i]!);
        if (_stagedWeight is not null) Weigh(_stagedWeight.dtype);
        if (_weighted)
        {
            using var ones = _stagedWeight is null ? torch.ones(_stagedRows, Weights.Value!.dtype, Weights.Value.device) : null;
            GrowingRows.Append(Weights, _rows, _stagedWeight ?? ones!);
        }
        _rows += _stagedRows;
        Discard();
    }

    internal override void Discard()
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
            if (Tensors[i].Value is { } mine && part.Tensors[i].Value is { } theirs
                && (mine.dtype != theirs.dtype || !mine.Sizes().AsSpan(1).SequenceEqual(theirs.Sizes().AsSpan(1))))
                throw new ArgumentException($"The states to merge keep rows {ShapeText.Rows(mine.Sizes().AsSpan(1))} of {mine.dtype} and {ShapeText.Rows(theirs.Sizes().AsSpan(1))} of {theirs.dtype}.");
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

    // Rows that came without weights weigh 1.
    private void Weigh(ScalarType type)
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

/// <summary>Rows appended to a tensor that doubles when it is full, so that appending costs what copying the rows does.</summary>
internal static class GrowingRows
{
    /// <summary>Appends rows behind the first <paramref name="used"/>.</summary>
    public static void Append(StateTensor table, long used, Tensor rows)
    {
        var sizes = rows.Sizes();
        var needed = used + sizes[0];
        var capacity = table.Value?.size(0) ?? 0;
        if (table.Value is null || capacity < needed)
        {
            sizes[0] = table.Value is null ? needed : Math.Max(needed, capacity * 2);
            using var normal = inference_mode(false);
            var grown = empty(sizes, table.Value?.dtype ?? rows.dtype, Place.Of(rows).Device);
            Copy(grown, 0, table.Value, used);
            table.Own(grown);
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

/// <summary>Weights of collected rows as the positions to take: each as often as it weighs.</summary>
internal static class RowRepeats
{
    /// <summary>The positions, int64.</summary>
    /// <param name="weights">int64 or float64, on the processor, shape [rows].</param>
    public static Tensor Index(Tensor weights)
    {
        using var whole = weights.to_type(ScalarType.Float64).contiguous();
        var times = MemoryMarshal.Cast<byte, double>(whole.bytes);
        var positions = new List<long>(times.Length);
        for (var row = 0; row < times.Length; row++)
        {
            var count = times[row];
            if (count != Math.Floor(count) || count < 0 || count > int.MaxValue)
                throw new InvalidOperationException(
                    $"Row {row} has weight {count.ToString(CultureInfo.InvariantCulture)}: a collected metric repeats rows, so that weights must be whole numbers.");
            for (var i = 0; i < count; i++) positions.Add(row);
        }
        GC.KeepAlive(whole);
        return tensor(positions.ToArray(), ScalarType.Int64, CPU);
    }
}
