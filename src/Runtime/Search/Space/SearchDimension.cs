using System.Globalization;

namespace Gen.Search;

/// <summary>What a search varies: an entry, or the named config of a run. Values are numbers: of a choice the index.</summary>
/// <param name="Name">The key of the entry, or a name for the named configs.</param>
internal abstract record SearchDimension(string Name)
{
    /// <summary>The number of values; null for the reals.</summary>
    public abstract long? Count { get; }

    /// <summary>Returns the value at a point of the unit interval, below 1.</summary>
    public abstract double FromUnit(double unit);

    /// <summary>Returns the value with an index, of <see cref="Count"/>.</summary>
    public abstract double At(long index);

    /// <summary>Returns a value as people write it.</summary>
    public abstract string Text(double value);

    /// <summary>Returns the updates of a command line that set a value.</summary>
    public virtual IReadOnlyList<string> Updates(double value) => [$"{Name}={Text(value)}"];
}

/// <summary>One of several values of an entry.</summary>
/// <param name="Name">The key of the entry.</param>
/// <param name="Texts">The values as texts.</param>
internal record ChoiceDimension(string Name, IReadOnlyList<string> Texts) : SearchDimension(Name)
{
    public override long? Count => Texts.Count;

    public override double FromUnit(double unit) => Math.Floor(unit * Texts.Count);

    public override double At(long index) => index;

    public override string Text(double value) => Texts[(int)value];
}

/// <summary>One of several named configs, or none of them.</summary>
/// <param name="Texts">The names; <see cref="None"/> for none of them.</param>
internal sealed record NamedConfigDimension(IReadOnlyList<string> Texts) : ChoiceDimension("named_config", Texts)
{
    /// <summary>The name of a run without any of the named configs.</summary>
    public const string None = "default";

    public override IReadOnlyList<string> Updates(double value) => Text(value) is var name && name == None ? [] : [name];
}

/// <summary>One of several kinds of a block, with values of its entries.</summary>
/// <param name="Name">The key of the block.</param>
/// <param name="Texts">What people are shown.</param>
/// <param name="Choices">The name of the kind, and the updates of its entries.</param>
internal sealed record KindDimension(string Name, IReadOnlyList<string> Texts, IReadOnlyList<(string Kind, string[] Updates)> Choices)
    : ChoiceDimension(Name, Texts)
{
    public override IReadOnlyList<string> Updates(double value) =>
        [$"{Name}={Choices[(int)value].Kind}", .. Choices[(int)value].Updates];
}

/// <summary>A range of an entry that is a number.</summary>
/// <param name="Name">The key of the entry.</param>
/// <param name="Low">The least value, above 0 on a logarithmic scale.</param>
/// <param name="High">The greatest value.</param>
/// <param name="IsLog">Whether the logarithms of the values are equally likely, not the values.</param>
/// <param name="IsInteger">Whether the values are integers.</param>
internal sealed record IntervalDimension(string Name, double Low, double High, bool IsLog, bool IsInteger) : SearchDimension(Name)
{
    public override long? Count => IsInteger ? (long)(High - Low) + 1 : null;

    /// <summary>The ends on the scale on which values are equally likely. Of integers half a unit more, so that the ends are as likely as
    /// the others.</summary>
    public (double Low, double High) Scale => IsInteger ? (ToScale(Low - 0.5), ToScale(High + 0.5)) : (ToScale(Low), ToScale(High));

    public override double FromUnit(double unit)
    {
        var (low, high) = Scale;
        return FromScale(low + unit * (high - low));
    }

    public override double At(long index) => Low + index;

    public double ToScale(double value) => IsLog ? Math.Log(value) : value;

    /// <summary>Returns the nearest value of the range.</summary>
    public double FromScale(double scaled)
    {
        var value = IsLog ? Math.Exp(scaled) : scaled;
        return Math.Clamp(IsInteger ? Math.Round(value) : value, Low, High);
    }

    public override string Text(double value) =>
        IsInteger ? ((long)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
}
