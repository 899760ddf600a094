namespace Gen.Runtime.Tests.Configuration.Subjects;

/// <summary>An entry of every type that the language has.</summary>
[Experiment("everything")]
public partial class Everything
{
    public bool Flag { get; init; }

    public sbyte Signed8 { get; init; }

    public byte Unsigned8 { get; init; }

    public short Signed16 { get; init; }

    public ushort Unsigned16 { get; init; }

    public int Signed32 { get; init; }

    public uint Unsigned32 { get; init; }

    public long Signed64 { get; init; }

    public ulong Unsigned64 { get; init; }

    public Half Float16 { get; init; }

    public float Float32 { get; init; }

    public double Float64 { get; init; }

    public decimal Money { get; init; }

    public string Text { get; init; } = "";

    public string? NoText { get; init; }

    public Color Color { get; init; }

    public Access Access { get; init; }

    public Tiny Tiny { get; init; }

    public Huge Huge { get; init; }

    public DateTime When { get; init; }

    public DateTimeOffset Where { get; init; }

    public TimeSpan HowLong { get; init; }

    public Guid Id { get; init; }

    public bool? NoFlag { get; init; }

    public int? NoInt { get; init; }

    public double? NoDouble { get; init; }

    public Half? NoHalf { get; init; }

    public decimal? NoMoney { get; init; }

    public Color? NoColor { get; init; }

    public DateTime? NoWhen { get; init; }

    public DateTimeOffset? NoWhere { get; init; }

    public TimeSpan? NoTime { get; init; }

    public Guid? NoId { get; init; }

    public int[] Ints { get; init; } = [];

    public double?[] MaybeDoubles { get; init; } = [];

    public string[]? NoTexts { get; init; }

    public IReadOnlyList<string?> MaybeTexts { get; init; } = [];

    public IReadOnlyList<Color> Colors { get; init; } = [];

    public IReadOnlyList<DateTime>? NoDates { get; init; }

    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>();

    public IReadOnlyDictionary<string, string?>? NoNames { get; init; }

    public IReadOnlyDictionary<string, Access> Rights { get; init; } = new Dictionary<string, Access> { ["admin"] = Access.All };
}

/// <summary>Two of its members have one value.</summary>
public enum Color
{
    Red,
    DarkGreen,
    Blue = 7,
    Azure = 7,
}

/// <summary>Has no member for 0, and one for a combination.</summary>
[Flags]
public enum Access
{
    Read = 1,
    Write = 2,
    ReadWrite = 3,
    Delete = 8,
    All = -1,
}

public enum Tiny : sbyte
{
    Least = sbyte.MinValue,
    Zero = 0,
    Most = sbyte.MaxValue,
}

[Flags]
public enum Huge : ulong
{
    None = 0,
    Low = 1,
    High = 1UL << 63,
}
