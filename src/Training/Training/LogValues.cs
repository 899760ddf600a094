using System.ComponentModel;
using Gen.Shared;
using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>
/// The values of an epoch or an evaluation by their keys: <c>loss</c>, <c>accuracy</c>, <c>val_loss</c>. Scalars are numbers; vectors and
/// matrices are in <see cref="Metrics"/>. An element of a vector is read by <c>precision/3</c>, or by the name of the class if a callback
/// has the names (<see cref="IHasClassNames"/>): <c>precision/cat</c>.
/// </summary>
public class LogValues
{
    private readonly List<KeyValuePair<string, double>> _scalars;
    private readonly List<KeyValuePair<string, MetricValue>> _metrics;

    /// <summary>Initializes an empty instance.</summary>
    public LogValues() => (_scalars, _metrics) = ([], []);

    /// <summary>Initializes an instance that shares the values of another.</summary>
    /// <param name="values">The values, which are not copied.</param>
    public LogValues(LogValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        (_scalars, _metrics, ClassNames) = (values._scalars, values._metrics, values.ClassNames);
    }

    /// <summary>The scalars by key, those of metrics included, in the order in which they were logged.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Scalars => _scalars;

    /// <summary>The values of all metrics by key, scalars included.</summary>
    public IReadOnlyList<KeyValuePair<string, MetricValue>> Metrics => _metrics;

    /// <summary>The names of the classes, by which elements of vectors of this length are read; empty for none.</summary>
    internal IReadOnlyList<string> ClassNames { get; set; } = [];

    /// <summary>The scalar, or the element of a vector, of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such value. The message has the nearest key, or the range of the
    /// vector.</exception>
    public double this[string key] => TryGetValue(key, out var value) ? value : throw Missing(key);

    /// <summary>Returns the metric of a key, of any shape.</summary>
    /// <exception cref="KeyNotFoundException">There is no such value. The message has the nearest key.</exception>
    public MetricValue Metric(string key) => Find(this, key) ?? throw Missing(key);

    /// <summary>Returns whether there is a scalar, or an element of a vector, of a key.</summary>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <summary>Reads the scalar, or the element of a vector, of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; NaN if there is none.</param>
    /// <returns>Whether there is such a value.</returns>
    public bool TryGetValue(string key, out double value)
    {
        foreach (var (name, scalar) in _scalars)
        {
            if (name == key)
            {
                value = scalar;
                return true;
            }
        }

        var element = VectorElement.Find(this, key);
        value = element?.Value ?? double.NaN;
        return element?.Value is not null;
    }

    /// <summary>Returns a scalar for a generated property; NaN if there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static double ScalarOf(LogValues logs, string key)
    {
        ArgumentNullException.ThrowIfNull(logs);
        return logs.TryGetValue(key, out var value) ? value : double.NaN;
    }

    /// <summary>Returns a vector for a generated property; empty if there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static double[] VectorOf(LogValues logs, string key) => Find(logs, key)?.Vector ?? [];

    /// <summary>Returns a matrix for a generated property; empty if there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static double[,] MatrixOf(LogValues logs, string key) => Find(logs, key)?.Matrix ?? new double[0, 0];

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

    /// <summary>Adds the values of another instance, under their keys with a prefix.</summary>
    internal void Set(string prefix, LogValues values)
    {
        foreach (var (key, value) in values._scalars)
            Set(prefix + key, value);
        foreach (var (key, value) in values._metrics)
            _metrics.Add(new(prefix + key, value));
    }

    private static MetricValue? Find(LogValues logs, string key)
    {
        ArgumentNullException.ThrowIfNull(logs);
        foreach (var (name, value) in logs._metrics)
        {
            if (name == key)
                return value;
        }

        return null;
    }

    private KeyNotFoundException Missing(string key) => VectorElement.Find(this, key) is { Problem: { } problem }
        ? new KeyNotFoundException($"'{key}' is not logged: {problem}")
        : LogKeys.NotFound(key, [.. _scalars.Select(s => s.Key).Concat(_metrics.Select(m => m.Key)).Distinct()]);
}

/// <summary>The keys of log values.</summary>
internal static class LogKeys
{
    public const string Loss = "loss";
    public const string LearningRate = "lr";
    public const string Validation = "val_";

    /// <summary>Creates the list of the scalars that an epoch logs.</summary>
    public static IReadOnlyList<string> Create(IReadOnlyList<MetricInfo> metrics, bool hasValidation)
    {
        List<string> keys = [Loss, .. metrics.Where(m => m.Shape == MetricShape.Scalar).Select(m => m.Name)];
        if (hasValidation)
            keys.AddRange(keys.Select(k => Validation + k).ToList());
        keys.Add(LearningRate);
        return keys;
    }

    /// <summary>Creates the exception for a key that is not logged. The message has the nearest key, or all keys.</summary>
    public static KeyNotFoundException NotFound(string key, IReadOnlyCollection<string> keys) =>
        new($"'{key}' is not logged.{NearestName.Hint(key, keys, "The logged values are")}");
}
