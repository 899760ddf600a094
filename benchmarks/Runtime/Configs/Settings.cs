using System.ComponentModel.DataAnnotations;

namespace Gen.Benchmarks.Runtime.Configs;

/// <summary>How often something is said.</summary>
public enum Detail
{
    /// <summary>Never.</summary>
    None,

    /// <summary>Now and then.</summary>
    Some,

    /// <summary>Always.</summary>
    All,
}

/// <summary>50 entries of the usual types, most of them validated; both rivals read this very class.</summary>
[Config]
public sealed class Settings
{
    /// <summary>Count 0.</summary>
    [Range(0, 1_000_000)] public int Count0 { get; init; } = 1;

    /// <summary>Count 1.</summary>
    [Range(0, 1_000_000)] public int Count1 { get; init; } = 2;

    /// <summary>Count 2.</summary>
    [Range(0, 1_000_000)] public int Count2 { get; init; } = 3;

    /// <summary>Count 3.</summary>
    [Range(0, 1_000_000)] public int Count3 { get; init; } = 4;

    /// <summary>Count 4.</summary>
    [Range(0, 1_000_000)] public int Count4 { get; init; } = 5;

    /// <summary>Count 5.</summary>
    [Range(0, 1_000_000)] public int Count5 { get; init; } = 6;

    /// <summary>Count 6.</summary>
    [Range(0, 1_000_000)] public int Count6 { get; init; } = 7;

    /// <summary>Count 7.</summary>
    [Range(0, 1_000_000)] public int Count7 { get; init; } = 8;

    /// <summary>Count 8.</summary>
    [Range(0, 1_000_000)] public int Count8 { get; init; } = 9;

    /// <summary>Count 9.</summary>
    [Range(0, 1_000_000)] public int Count9 { get; init; } = 10;

    /// <summary>Count 10.</summary>
    [Range(0, 1_000_000)] public int Count10 { get; init; } = 11;

    /// <summary>Count 11.</summary>
    [Range(0, 1_000_000)] public int Count11 { get; init; } = 12;

    /// <summary>Count 12.</summary>
    [Range(0, 1_000_000)] public int Count12 { get; init; } = 13;

    /// <summary>Count 13.</summary>
    [Range(0, 1_000_000)] public int Count13 { get; init; } = 14;

    /// <summary>Count 14.</summary>
    [Range(0, 1_000_000)] public int Count14 { get; init; } = 15;

    /// <summary>Count 15.</summary>
    [Range(0, 1_000_000)] public int Count15 { get; init; } = 16;

    /// <summary>Count 16.</summary>
    [Range(0, 1_000_000)] public int Count16 { get; init; } = 17;

    /// <summary>Count 17.</summary>
    [Range(0, 1_000_000)] public int Count17 { get; init; } = 18;

    /// <summary>Rate 0.</summary>
    [Range(0.0, 10.0)] public double Rate0 { get; init; } = 0.1;

    /// <summary>Rate 1.</summary>
    [Range(0.0, 10.0)] public double Rate1 { get; init; } = 0.2;

    /// <summary>Rate 2.</summary>
    [Range(0.0, 10.0)] public double Rate2 { get; init; } = 0.3;

    /// <summary>Rate 3.</summary>
    [Range(0.0, 10.0)] public double Rate3 { get; init; } = 0.4;

    /// <summary>Rate 4.</summary>
    [Range(0.0, 10.0)] public double Rate4 { get; init; } = 0.5;

    /// <summary>Rate 5.</summary>
    [Range(0.0, 10.0)] public double Rate5 { get; init; } = 0.6;

    /// <summary>Rate 6.</summary>
    [Range(0.0, 10.0)] public double Rate6 { get; init; } = 0.7;

    /// <summary>Rate 7.</summary>
    [Range(0.0, 10.0)] public double Rate7 { get; init; } = 0.8;

    /// <summary>Rate 8.</summary>
    [Range(0.0, 10.0)] public double Rate8 { get; init; } = 0.9;

    /// <summary>Rate 9.</summary>
    [Range(0.0, 10.0)] public double Rate9 { get; init; } = 0.10;

    /// <summary>Rate 10.</summary>
    [Range(0.0, 10.0)] public double Rate10 { get; init; } = 0.11;

    /// <summary>Rate 11.</summary>
    [Range(0.0, 10.0)] public double Rate11 { get; init; } = 0.12;

    /// <summary>Rate 12.</summary>
    [Range(0.0, 10.0)] public double Rate12 { get; init; } = 0.13;

    /// <summary>Rate 13.</summary>
    [Range(0.0, 10.0)] public double Rate13 { get; init; } = 0.14;

    /// <summary>Name 0.</summary>
    [StringLength(40, MinimumLength = 1)] public string Name0 { get; init; } = "name-0";

    /// <summary>Name 1.</summary>
    [StringLength(40, MinimumLength = 1)] public string Name1 { get; init; } = "name-1";

    /// <summary>Name 2.</summary>
    [StringLength(40, MinimumLength = 1)] public string Name2 { get; init; } = "name-2";

    /// <summary>Name 3.</summary>
    [StringLength(40, MinimumLength = 1)] public string Name3 { get; init; } = "name-3";

    /// <summary>Name 4.</summary>
    [StringLength(40, MinimumLength = 1)] public string Name4 { get; init; } = "name-4";

    /// <summary>Name 5.</summary>
    [StringLength(40, MinimumLength = 1)] public string Name5 { get; init; } = "name-5";

    /// <summary>Name 6.</summary>
    [StringLength(40, MinimumLength = 1)] public string Name6 { get; init; } = "name-6";

    /// <summary>Switch 0.</summary>
    public bool Switch0 { get; init; }

    /// <summary>Switch 1.</summary>
    public bool Switch1 { get; init; }

    /// <summary>Switch 2.</summary>
    public bool Switch2 { get; init; }

    /// <summary>Switch 3.</summary>
    public bool Switch3 { get; init; }

    /// <summary>Switch 4.</summary>
    public bool Switch4 { get; init; }

    /// <summary>Switch 5.</summary>
    public bool Switch5 { get; init; }

    /// <summary>Switch 6.</summary>
    public bool Switch6 { get; init; }

    /// <summary>Detail 0.</summary>
    public Detail Detail0 { get; init; } = Detail.Some;

    /// <summary>Detail 1.</summary>
    public Detail Detail1 { get; init; } = Detail.Some;

    /// <summary>Widths 0.</summary>
    public int[] Widths0 { get; init; } = [];

    /// <summary>Widths 1.</summary>
    public int[] Widths1 { get; init; } = [];
}
