using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gen;

/// <summary>
/// An observer that publishes the scalars of runs as .NET metrics, which the exporters of OpenTelemetry, Prometheus and others read.
/// </summary>
/// <remarks>
/// Each scalar is a gauge with its name after <c>gen.</c> (<c>gen.val_loss</c>) and the tags <c>experiment</c> and <c>run</c>. Characters
/// that names of instruments cannot have are replaced by <c>_</c>.
/// </remarks>
public sealed class MetricsObserver : IRunObserver, IDisposable
{
    /// <summary>The default name of the meter.</summary>
    public const string DefaultMeterName = "Gen.Runs";

    private const int MaxName = 255;

    private readonly Meter _meter;
    private readonly ConcurrentDictionary<string, Gauge<double>> _gauges = [];

    /// <summary>Creates an observer.</summary>
    /// <param name="meterName">The name of the meter. The default value is <see cref="DefaultMeterName"/>.</param>
    public MetricsObserver(string meterName = DefaultMeterName) => _meter = new Meter(meterName);

    /// <summary>Receives an event.</summary>
    public void OnEvent(in RunEvent runEvent)
    {
        if (runEvent.Scalars.Count == 0)
            return;
        KeyValuePair<string, object?> experiment = new("experiment", runEvent.Run.ExperimentName), run = new("run", runEvent.Run.Id);
        foreach (var point in runEvent.Scalars)
            _gauges.GetOrAdd(point.Name, n => _meter.CreateGauge<double>(NameOf(n))).Record(point.Value, experiment, run);
    }

    /// <summary>Ends the publication.</summary>
    public void Dispose() => _meter.Dispose();

    private static string NameOf(string scalar) => string.Create(Math.Min("gen.".Length + scalar.Length, MaxName), scalar, (name, scalar) =>
    {
        "gen.".CopyTo(name);
        for (var i = "gen.".Length; i < name.Length; i++)
            name[i] = scalar[i - "gen.".Length] is var c && (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '/') ? c : '_';
    });
}
