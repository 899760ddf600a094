using System.Globalization;
using Gen;
using Microsoft.Extensions.Logging;

namespace ForecastProgram.Models;

internal static class SeriesReader
{
    [Captured<Forecast>]
    public static Series ReadSeries(
        SeriesSource source,
        DateTime? lastMonth,
        [FromConfig("source.number_format")] string format,
        ILogger log
    )
    {
        if (!File.Exists(source.Path))
            return new Series("empty", []);
        var culture = CultureInfo.GetCultureInfo(format);
        var values = File.ReadLines(source.Path).Skip(source.SkipLines).Select(line => double.Parse(line, culture)).ToArray();
        log.LogInformation("{Count} months up to {Last}", values.Length, lastMonth);
        return new Series(Path.GetFileNameWithoutExtension(source.Path), values);
    }
}

/// <summary>Long series.</summary>
[NamedConfig<Forecast>]
internal sealed class LongSeries
{
    public int Horizon => 60;

    public TimeSpan TimeLimit => TimeSpan.FromHours(1);

    public IReadOnlyList<string> ExcludedSeries => ["short"];

    public SeriesSource Source => new() { Path = "long.txt" };
}
