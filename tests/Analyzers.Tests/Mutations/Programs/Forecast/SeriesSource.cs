using System.ComponentModel.DataAnnotations;
using Gen;

namespace ForecastProgram;

/// <summary>Where a series comes from.</summary>
[Config]
public sealed class SeriesSource
{
    /// <summary>The file.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string Path { get; init; } = "series.txt";

    /// <summary>Lines before the first number.</summary>
    [Range(0, 100)]
    public int SkipLines { get; init; }

    /// <summary>How numbers are written.</summary>
    [AllowedValues("en", "de")]
    public string NumberFormat { get; init; } = "en";
}

/// <summary>How an error is measured.</summary>
public enum ErrorKind
{
    Absolute,
    Squared,
}
