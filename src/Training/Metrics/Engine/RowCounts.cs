using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>A number of elements, such as <c>numel()</c> of a row-wise value: so many per row, each row counted with its weight. Kept on the host.</summary>
public sealed class ElementCount : Accumulator
{
    private long _perRow = -1;
    private long _staged = -1;

    /// <summary>Nothing counted.</summary>
    public ElementCount()
        : base(0)
    {
    }

    /// <summary>Stages the elements of a batch.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="elements">Elements in the whole batch: as many for each row, and in every update.</param>
    /// <exception cref="ArgumentException">Not so.</exception>
    public void Add(Batch batch, long elements)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var perRow = elements / batch.Rows;
        if (elements < 0 || perRow * batch.Rows != elements)
            throw new ArgumentException($"{elements} elements are not as many for each of the batch's {batch.Rows} rows.", nameof(elements));
        if (_perRow >= 0 && perRow != _perRow)
            throw new ArgumentException($"A row has {perRow} elements, in the updates before it had {_perRow}.", nameof(elements));
        _staged = perRow;
    }

    /// <summary>The elements of all rows.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public RowTotal Total(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return _perRow >= 0 ? reading.Rows.Times(_perRow) : throw new InvalidOperationException("Nothing was added to this accumulator in any update, so it has no value.");
    }

    internal override void Commit()
    {
        if (_staged >= 0) _perRow = _staged;
        _staged = -1;
    }

    internal override void Discard() => _staged = -1;

    internal override void Reset() => _perRow = -1;

    internal override void CheckMerge(Accumulator other)
    {
        var perRow = ((ElementCount)other)._perRow;
        if (_perRow >= 0 && perRow >= 0 && _perRow != perRow)
            throw new ArgumentException($"The states to merge have {_perRow} and {perRow} elements per row.");
    }

    internal override void Merge(Accumulator other) => _perRow = Math.Max(_perRow, ((ElementCount)other)._perRow);

    internal override void Write(BinaryWriter writer) => writer.Write(_perRow);

    internal override Action Read(BinaryReader reader)
    {
        var perRow = reader.ReadInt64();
        return () => _perRow = perRow;
    }
}

/// <summary>The rows of a state: all that were seen, and their weights' sum.</summary>
internal sealed class RowCount() : Accumulator(2)
{
    private long _unweighted;
    private long _staged;
    private bool _stagedWeighted;
    private Tensor? _stagedWeight;
    private ScalarType? _stagedFraction;

    /// <summary>Rows, whatever their weights.</summary>
    public long Seen { get; private set; }

    /// <summary>The widest type of the fractional weights so far.</summary>
    public ScalarType? FractionType { get; private set; }

    /// <summary>The rows, each counted with its weight. Reads the state: only during a computation.</summary>
    public RowTotal Total
    {
        get
        {
            var whole = _unweighted + (Whole.Value is null ? 0 : Whole.Host.ToInt64());
            return Fractions.Value is null ? new RowTotal(whole) : new RowTotal(whole + Fractions.Host.ToDouble());
        }
    }

    private StateTensor Whole => Tensors[0];

    private StateTensor Fractions => Tensors[1];

    public void Stage(Batch batch)
    {
        _staged = batch.Rows;
        _stagedWeighted = batch.Weight is not null;
        _stagedWeight = batch.Weight?.sum();
        _stagedFraction = batch.FractionType;
    }

    internal override void Commit()
    {
        Seen += _staged;
        if (!_stagedWeighted) _unweighted += _staged;
        if (_stagedWeight is not null) (_stagedFraction is null ? Whole : Fractions).Add(_stagedWeight);
        if (_stagedFraction is { } type) FractionType = ValueTypes.Wider(FractionType, type);
        Discard();
    }

    internal override void Discard() => (_staged, _stagedWeighted, _stagedWeight, _stagedFraction) = (0, false, null, null);

    internal override void Reset()
    {
        base.Reset();
        (Seen, _unweighted, FractionType) = (0, 0, null);
    }

    internal override void CheckMerge(Accumulator other)
    {
    }

    internal override void Merge(Accumulator other)
    {
        var rows = (RowCount)other;
        Seen += rows.Seen;
        _unweighted += rows._unweighted;
        if (rows.FractionType is { } type) FractionType = ValueTypes.Wider(FractionType, type);
        if (rows.Whole.Value is { } whole) Whole.Add(whole);
        if (rows.Fractions.Value is { } fractions) Fractions.Add(fractions);
    }

    internal override void Write(BinaryWriter writer)
    {
        writer.Write(Seen);
        writer.Write(_unweighted);
        StateFormat.WriteOptionalType(writer, FractionType);
        base.Write(writer);
    }

    internal override Action Read(BinaryReader reader)
    {
        var seen = reader.ReadInt64();
        var unweighted = reader.ReadInt64();
        var type = StateFormat.ReadOptionalType(reader);
        var tensors = base.Read(reader);
        return () =>
        {
            (Seen, _unweighted, FractionType) = (seen, unweighted, type);
            tensors();
        };
    }
}

/// <summary>A number of rows or elements: whole, or with a fraction where rows have fractional weights.</summary>
public readonly struct RowTotal : IEquatable<RowTotal>
{
    private readonly long _whole;
    private readonly double _fraction;

    /// <summary>A whole number.</summary>
    public RowTotal(long whole) => _whole = whole;

    /// <summary>Any number.</summary>
    public RowTotal(double total)
    {
        // 2^53: above it doubles are whole anyway, but no longer all of them.
        if (total == Math.Floor(total) && Math.Abs(total) < 9007199254740992)
            _whole = (long)total;
        else
            _fraction = total;
    }

    private bool IsWhole => _fraction == 0;

    /// <summary>For arithmetic with tensors: a long where the total is whole, so that integers stay integers, else a double.</summary>
    public Scalar ToScalar() => IsWhole ? _whole : _fraction;

    /// <summary>The total.</summary>
    public double ToDouble() => IsWhole ? _whole : _fraction;

    /// <summary>The total as an integer.</summary>
    /// <exception cref="InvalidOperationException">It is not whole.</exception>
    public long ToInt64() => IsWhole
        ? _whole
        : throw new InvalidOperationException(
            $"The formula needs a whole number of rows, but the weights add up to {_fraction.ToString(CultureInfo.InvariantCulture)}.");

    /// <inheritdoc/>
    public bool Equals(RowTotal other) => _whole == other._whole && _fraction.Equals(other._fraction);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowTotal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_whole, _fraction);

    /// <inheritdoc/>
    public override string ToString() => ToDouble().ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether two totals are the same number.</summary>
    public static bool operator ==(RowTotal left, RowTotal right) => left.Equals(right);

    /// <summary>Whether two totals differ.</summary>
    public static bool operator !=(RowTotal left, RowTotal right) => !left.Equals(right);

    /// <summary>So many elements per row.</summary>
    internal RowTotal Times(long perRow) => IsWhole ? new RowTotal(_whole * perRow) : new RowTotal(_fraction * perRow);
}
