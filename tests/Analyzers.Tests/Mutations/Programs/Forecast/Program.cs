using System.ComponentModel.DataAnnotations;
using ForecastProgram.Models;
using Gen;
using Microsoft.Extensions.Logging;

namespace ForecastProgram;

/// <summary>Forecasts a monthly series by exponential smoothing and keeps the best of several smoothings.</summary>
[Experiment("forecast")]
public sealed partial record Forecast
{
    /// <summary>The file with one number a line.</summary>
    public SeriesSource Source { get; init; } = new();

    /// <summary>Months to forecast.</summary>
    [Range(1, 120)]
    public int Horizon { get; init; } = 12;

    /// <summary>Months in a season.</summary>
    [Range(2, 52)]
    public int SeasonLength { get; init; } = 12;

    /// <summary>How much the newest month counts.</summary>
    [Range(0.0, 1.0)]
    public double Smoothing { get; init; } = 0.3;

    /// <summary>Smoothings that are tried.</summary>
    public double[] SmoothingGrid { get; init; } = [0.1, 0.3, 0.5];

    /// <summary>How the error is measured.</summary>
    public ErrorKind ErrorMeasure { get; init; } = ErrorKind.Absolute;

    /// <summary>Names of series that are left out.</summary>
    public IReadOnlyList<string> ExcludedSeries { get; init; } = [];

    /// <summary>Weights of months by name.</summary>
    public IReadOnlyDictionary<string, double> MonthWeights { get; init; } = new Dictionary<string, double>();

    /// <summary>The longest that a fit may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The last month that counts; all if null.</summary>
    public DateTime? LastMonth { get; init; }

    /// <summary>Who is told of the result.</summary>
    public string? NotifyAddress { get; init; }

    /// <summary>Seasons in the forecast.</summary>
    public double SeasonsAhead => (double)Horizon / SeasonLength;

    /// <summary>A coarse look.</summary>
    [NamedConfig]
    public sealed class Coarse
    {
        public int Horizon => 3;

        public double[] SmoothingGrid => [0.2];

        [FromConfig("source.skip_lines")]
        public int Skipped => 1;
    }

    /// <summary>Weekly numbers.</summary>
    [NamedConfig]
    public sealed class Weekly(Forecast config)
    {
        public int SeasonLength => 52;

        public int Horizon => config.Horizon * 4;
    }

    /// <summary>Finds the best smoothing and gives its error.</summary>
    [Main]
    private async Task<double> Fit(Run run, double[] smoothingGrid, TimeSpan timeLimit, ILogger log, CancellationToken cancellationToken)
    {
        var series = this.ReadSeries();
        var best = double.PositiveInfinity;
        foreach (var value in smoothingGrid)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var error = Measure(Smoothers.Smooth(series.Values, smoothing: value, seasonLength: SeasonLength), series.Values);
            run.LogScalar("error", error);
            best = Math.Min(best, error);
        }

        await Task.Delay(TimeSpan.Zero, cancellationToken);
        log.LogInformation("best error {Error} within {Limit}", best, timeLimit);
        return best + WithDefaults().SeasonsAhead + Penalty(2.0, power: 2);
    }

    /// <summary>Shows some resamplings.</summary>
    [Command("resample")]
    private void Resample(Random random, int horizon, string? notifyAddress, [Seed] long stream)
    {
        var series = this.ReadSeries();
        var picked = this.Pick(series.Values, 3);
        Console.WriteLine($"{random.Next()} {horizon} {notifyAddress} {stream} {picked.Count}");
    }

    /// <summary>Says what would be read.</summary>
    [Command("sources")]
    private static int Sources([FromConfig("source.path")] string path, SeriesSource source, IReadOnlyList<string> excludedSeries) =>
        path.Length + source.SkipLines + excludedSeries.Count;

    [Captured]
    private static double Measure(
        double[] forecast,
        double[] actual,
        IReadOnlyDictionary<string, double> monthWeights,
        ErrorKind errorMeasure = ErrorKind.Squared
    )
    {
        var weight = monthWeights.Count == 0 ? 1.0 : monthWeights.Values.Average();
        var errors = forecast.Zip(actual, (f, a) => errorMeasure == ErrorKind.Squared ? (f - a) * (f - a) : Math.Abs(f - a));
        return weight * errors.Average();
    }

    [Captured]
    private static double Penalty(double scale, double power, double smoothing = 0.5, int horizon = 1, int seasonLength = 1) =>
        scale * Math.Pow(smoothing, power) * horizon / seasonLength;

    private static Forecast WithDefaults() =>
        Forecast.Parse(
            "coarse",
            "horizon=6",
            "smoothing_grid=0.1,0.2",
            "error_measure=Squared",
            "source.skip_lines=2",
            "time_limit=00:01:00",
            "month_weights.may=2"
        );
}
