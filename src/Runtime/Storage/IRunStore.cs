using System.Globalization;

namespace Gen.Storage;

/// <summary>Where a run's record stood: the lengths of the files that only grow, in bytes.</summary>
internal readonly record struct StorePosition(long Metrics, long Output)
{
    private const string Prefix = "record 1 ";

    /// <summary>The text that <see cref="Parse"/> reads: <c>record 1 METRICS OUTPUT</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Metrics} {Output}");

    /// <exception cref="FormatException">It is no such text.</exception>
    public static StorePosition Parse(string text)
    {
        var parts = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split(' ') : [];
        if (parts.Length == 2 && Length(parts[0], out var metrics) && Length(parts[1], out var output))
            return new StorePosition(metrics, output);
        throw new FormatException($"'{text}' is not a position in a run's record: it comes from {nameof(Run)}.{nameof(Run.RecordPosition)}.");
    }

    private static bool Length(string text, out long length) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length);
}
