using System.Collections;
using Gen.Shared;

namespace Gen.Training.Metrics;

/// <summary>The values of a metric set, in the order of its metrics. Base of generated classes, which have a property for each.</summary>
public abstract class MetricValues : IReadOnlyList<MetricValue>
{
    private readonly MetricValue[] _values;

    /// <summary>Holds values.</summary>
    /// <param name="values">One per metric.</param>
    protected MetricValues(params ReadOnlySpan<MetricValue> values) => _values = values.ToArray();

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <summary>The value of the metric at a position.</summary>
    public MetricValue this[int index] => _values[index];

    /// <summary>The value of the metric with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest, or all.</exception>
    public MetricValue this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            foreach (var value in _values)
                if (value.Name == name) return value;
            var names = Array.ConvertAll(_values, v => v.Name);
            var hint = NearestName.Find(name, names) is { } near ? $"did you mean '{near}'?" : $"there are {string.Join(", ", names)}.";
            throw new KeyNotFoundException($"No metric is called '{name}'; {hint}");
        }
    }

    /// <inheritdoc/>
    public IEnumerator<MetricValue> GetEnumerator() => ((IEnumerable<MetricValue>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();
}
