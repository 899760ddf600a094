using System.Globalization;
using TorchSharp;

namespace Gen.Training.Metrics;

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
