using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Gen.Shared;
using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>
/// The values of an epoch or an evaluation by their keys: <c>loss</c>, <c>accuracy</c>, <c>val_loss</c>. Scalars are numbers; vectors and
/// matrices are in <see cref="Metrics"/>.
/// </summary>
public class LogValues : IReadOnlyDictionary<string, double>
{
    private readonly List<KeyValuePair<string, double>> _scalars;
    private readonly List<KeyValuePair<string, MetricValue>> _metrics;

    /// <summary>No values.</summary>
    public LogValues() => (_scalars, _metrics) = ([], []);

    /// <summary>The values of another.</summary>
    /// <param name="values">Shared, not copied.</param>
    public LogValues(LogValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        (_scalars, _metrics) = (values._scalars, values._metrics);
    }

    /// <summary>All metrics' values by key, scalars too.</summary>
    public IReadOnlyList<KeyValuePair<string, MetricValue>> Metrics => _metrics;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _scalars.Select(s => s.Key);

    /// <inheritdoc/>
    public IEnumerable<double> Values => _scalars.Select(s => s.Value);

    /// <inheritdoc/>
    public int Count => _scalars.Count;

    /// <summary>A scalar.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that key; the message names the nearest.</exception>
    public double this[string key] => TryGetValue(key, out var value) ? value : throw Missing(key);

    /// <summary>A metric of any shape.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that key; the message names the nearest.</exception>
    public MetricValue Metric(string key)
    {
        foreach (var (name, value) in _metrics)
        {
            if (name == key)
                return value;
        }

        throw Missing(key);
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        foreach (var (name, scalar) in _scalars)
        {
            if (name == key)
            {
                value = scalar;
                return true;
            }
        }

        value = double.NaN;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => _scalars.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Set(string key, double value)
    {
        var index = _scalars.FindIndex(s => s.Key == key);
        if (index < 0)
            _scalars.Add(new(key, value));
        else
            _scalars[index] = new(key, value);
    }

    internal void Set(string key, MetricValue value) => _metrics.Add(new(key, value));

    internal void Set(MetricValues values)
    {
        foreach (var value in values)
        {
            _metrics.Add(new(value.Name, value));
            if (value.Shape == MetricShape.Scalar)
                Set(value.Name, value.Scalar);
        }
    }

    /// <summary>Takes over another's values, under their keys with a prefix.</summary>
    internal void Set(string prefix, LogValues values)
    {
        foreach (var (key, value) in values._scalars)
            Set(prefix + key, value);
        foreach (var (key, value) in values._metrics)
            _metrics.Add(new(prefix + key, value));
    }

    private KeyNotFoundException Missing(string key)
    {
        var known = Keys.Concat(_metrics.Select(m => m.Key)).Distinct().ToList();
        var near = NearestName.Find(key, known);
        return new KeyNotFoundException($"no value is logged as '{key}'" + (near is null ? $"; there are {string.Join(", ", known)}" : $"; did you mean '{near}'?"));
    }
}
