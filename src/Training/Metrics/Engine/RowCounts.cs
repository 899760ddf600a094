using System.ComponentModel;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Accumulates a number of elements per row, such as <c>numel()</c>, weighted like the rows. Kept on the host.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ElementCount : Accumulator
{
    private long _perRow = -1;
    private long _staged = -1;

    /// <summary>Initializes an empty accumulator.</summary>
    public ElementCount()
        : base(0)
    {
    }

    /// <summary>Stages the number of elements of a batch.</summary>
    /// <param name="update">The update.</param>
    /// <param name="elements">The number of elements in the whole batch, which must be the same for each row and in each update.</param>
    /// <exception cref="ArgumentException">The number is not a multiple of the rows, or differs from earlier updates.</exception>
    public void Add(MetricUpdate update, long elements)
    {
        ArgumentNullException.ThrowIfNull(update);
        var perRow = elements / update.Rows;
        if (elements < 0 || perRow * update.Rows != elements)
            throw new ArgumentException(
                $"elements must be a multiple of the {update.Rows} rows of the batch, but was {elements}.",
                nameof(elements)
            );
        if (_perRow >= 0 && perRow != _perRow)
            throw new ArgumentException($"A row has {perRow} elements, but must have {_perRow} as in earlier updates.", nameof(elements));
        _staged = perRow;
    }

    /// <summary>Returns the number of elements of all rows.</summary>
    /// <exception cref="InvalidOperationException">No update has added anything.</exception>
    public RowTotal Total(ComputeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _perRow >= 0
            ? scope.Rows.Times(_perRow)
            : throw new InvalidOperationException("The accumulator has no value, because no update has added anything.");
    }

    internal override void Commit()
    {
        if (_staged >= 0) _perRow = _staged;
        _staged = -1;
    }

    internal override void Rollback() => _staged = -1;

    internal override void Reset() => _perRow = -1;

    internal override void CheckMerge(Accumulator other)
    {
        var perRow = ((ElementCount)other)._perRow;
        if (_perRow >= 0 && perRow >= 0 && _perRow != perRow)
            throw new ArgumentException($"States with {_perRow} and {perRow} elements per row cannot be merged.");
    }

    internal override void Merge(Accumulator other) => _perRow = Math.Max(_perRow, ((ElementCount)other)._perRow);

    internal override void Write(BinaryWriter writer) => writer.Write(_perRow);

    internal override Action Read(BinaryReader reader)
    {
        var perRow = reader.ReadInt64();
        return () => _perRow = perRow;
    }
}

/// <summary>Accumulates the number of rows and the sum of their weights.</summary>
internal sealed class RowCount() : Accumulator(2)
{
    private long _unweighted;
    private long _staged;
    private bool _stagedWeighted;
    private Tensor? _stagedWeight;
    private ScalarType? _stagedFraction;

    /// <summary>The number of rows, regardless of weights.</summary>
    public long Seen { get; private set; }

    /// <summary>The promoted type of the fractional weights so far; null if there were none.</summary>
    public ScalarType? FractionType { get; private set; }

    /// <summary>The total weight of the rows. Reads the state, so it is available only during a computation.</summary>
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

    public void Stage(MetricUpdate update)
    {
        _staged = update.Rows;
        _stagedWeighted = update.Weight is not null;
        _stagedWeight = update.Weight?.sum();
        _stagedFraction = update.FractionType;
    }

    internal override void Commit()
    {
        Seen += _staged;
        if (!_stagedWeighted) _unweighted += _staged;
        if (_stagedWeight is not null) (_stagedFraction is null ? Whole : Fractions).Add(_stagedWeight);
        if (_stagedFraction is { } type) FractionType = AccumulatorTypes.Promote(FractionType, type);
        Rollback();
    }

    internal override void Rollback() => (_staged, _stagedWeighted, _stagedWeight, _stagedFraction) = (0, false, null, null);

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
        if (rows.FractionType is { } type) FractionType = AccumulatorTypes.Promote(FractionType, type);
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

/// <summary>A number of rows or elements, which is fractional if weights are.</summary>
public readonly struct RowTotal : IEquatable<RowTotal>
{
    private readonly long _whole;
    private readonly double _fraction;

    /// <summary>Initializes a whole number.</summary>
    public RowTotal(long whole) => _whole = whole;

    /// <summary>Initializes any number.</summary>
    public RowTotal(double total)
    {
        // 2^53, the limit up to which doubles represent all whole numbers.
        if (total == Math.Floor(total) && Math.Abs(total) < 9007199254740992)
            _whole = (long)total;
        else
            _fraction = total;
    }

    private bool IsWhole => _fraction == 0;

    /// <summary>Converts to a scalar for arithmetic with tensors: a long if the total is whole, so that integers stay integers, otherwise a
    /// double.</summary>
    public Scalar ToScalar() => IsWhole ? (Scalar)_whole : (Scalar)_fraction;

    /// <summary>Converts to a double.</summary>
    public double ToDouble() => IsWhole ? _whole : _fraction;

    /// <summary>Converts to an integer.</summary>
    /// <exception cref="InvalidOperationException">The total is not whole.</exception>
    public long ToInt64() => IsWhole
        ? _whole
        : throw new InvalidOperationException(
            $"The formula needs a whole number of rows, but the sum of the weights is {_fraction.ToString(CultureInfo.InvariantCulture)}.");

    /// <inheritdoc/>
    public bool Equals(RowTotal other) => _whole == other._whole && _fraction.Equals(other._fraction);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowTotal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_whole, _fraction);

    /// <inheritdoc/>
    public override string ToString() => ToDouble().ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns whether two totals are equal.</summary>
    public static bool operator ==(RowTotal left, RowTotal right) => left.Equals(right);

    /// <summary>Returns whether two totals are different.</summary>
    public static bool operator !=(RowTotal left, RowTotal right) => !left.Equals(right);

    /// <summary>Returns the total multiplied by a number of elements per row.</summary>
    internal RowTotal Times(long perRow) => IsWhole ? new RowTotal(_whole * perRow) : new RowTotal(_fraction * perRow);
}
