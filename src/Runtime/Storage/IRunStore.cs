using System.Globalization;

namespace Gen.Storage;

/// <summary>
/// Stores the record of one run. A store receives the run's events like every observer; in addition it gives the run its number, tells
/// checkpoints how far the record is written, and continues the record of a run that is resumed.
/// </summary>
internal interface IRunStore : IRunObserver
{
    /// <summary>
    /// Claims a number and a place for a new run, or takes those of the run that is resumed. Called once, before any event.
    /// </summary>
    /// <exception cref="RunStartException">The place cannot be written, or another process has it. Nothing was written.</exception>
    void Claim();

    /// <summary>Returns the position that the record has reached. Data that is buffered counts as written.</summary>
    StorePosition GetPosition();

    /// <summary>Truncates the record of a resumed run to a position and continues it from there.</summary>
    /// <exception cref="ResumeException">The record cannot be read or truncated.</exception>
    void ContinueFrom(StorePosition position);
}

/// <summary>A position in a run's record: the lengths of its append-only files in bytes.</summary>
internal readonly record struct StorePosition(long Metrics, long Output)
{
    private const string Prefix = "record 1 ";

    /// <summary>Returns the text that <see cref="Parse"/> reads: <c>record 1 METRICS OUTPUT</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Metrics} {Output}");

    /// <exception cref="FormatException">The text is not a position.</exception>
    public static StorePosition Parse(string text)
    {
        var parts = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split(' ') : [];
        if (parts.Length == 2 && TryLength(parts[0], out var metrics) && TryLength(parts[1], out var output))
            return new StorePosition(metrics, output);
        throw new FormatException(
            $"'{text}' is not a position in a run's record. Positions are returned by {nameof(Run)}.{nameof(Run.RecordPosition)}.");
    }

    private static bool TryLength(string text, out long length) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length);
}
