using System.ComponentModel;

namespace Gen;

/// <summary>
/// Marks a static method that computes a metric from a batch as a plain formula over tensors. The generator proves that the formula can be
/// streamed exactly and emits a state class, named after the method (<c>Precision</c> gives <c>PrecisionState</c>), whose value over any
/// number of batches equals the formula's on all rows at once.
/// </summary>
/// <remarks>
/// Parameters of type <c>Tensor</c> are batch tensors, their first axis being the rows; all other parameters are config values. The method
/// returns a <c>Tensor</c>, or a hand-written metric state that is to join the type's metrics.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MetricAttribute : Attribute
{
    /// <summary>A metric named after its method, in snake_case.</summary>
    public MetricAttribute()
    {
    }

    /// <summary>A metric with a name of its own.</summary>
    /// <param name="name">The name in logs: <c>precision</c>.</param>
    public MetricAttribute(string name) => Name = name;

    /// <summary>The name in logs; null for the method's in snake_case.</summary>
    public string? Name { get; }

    /// <summary>What the method returns. Inferred where that can be known, a vector where it cannot.</summary>
    public MetricShape Shape { get; set; }
}

/// <summary>What a metric's value is.</summary>
public enum MetricShape
{
    /// <summary>Not said: read from the formula.</summary>
    Inferred,

    /// <summary>One number. Only such a metric can be monitored.</summary>
    Scalar,

    /// <summary>A number per class or output: logged as <c>precision/0</c>, <c>precision/1</c> and so on.</summary>
    Vector,

    /// <summary>Rows and columns, as of a confusion matrix.</summary>
    Matrix,
}

/// <summary>
/// Beside <see cref="MetricAttribute"/>: the metric keeps every row that it is given and evaluates its formula on all of them. For formulas
/// that cannot be streamed (a median, an exact area under a curve); the memory grows with the data.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CollectAttribute : Attribute;

/// <summary>
/// Marks a text parameter that names a logged number to watch: <c>val_loss</c>. Where a constant is given for it and the experiment is
/// known, a name that this does not log is an error of the build.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MonitorAttribute : Attribute;

/// <summary>
/// Marks a type as a collection of metrics to choose from: each gets its state class, and the type gets no <c>MetricSet</c> of all of them.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class MetricLibraryAttribute : Attribute;

/// <summary>
/// Adds metrics of another type to the type's <c>MetricSet</c>, and in an experiment to what is logged:
/// <c>[UseMetrics(typeof(Classification), nameof(Classification.MacroF1))]</c>. Their config parameters are filled from the entries with
/// their names. A metric under another name, or with another argument, takes a <c>[Metric]</c> method that calls it.
/// </summary>
/// <param name="library">The type that declares the metrics.</param>
/// <param name="names">The names of the methods. One that the type does not have is an error of the build.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class UseMetricsAttribute(Type library, params string[] names) : Attribute
{
    /// <summary>The type that declares the metrics.</summary>
    public Type Library { get; } = library;

    /// <summary>The names of the methods.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}

/// <summary>
/// On a generated metric state: how the metric is computed, as text. The generator reads it in projects that reference the metric's
/// assembly, so that metrics built on it share its work. Not meant to be written by hand.
/// </summary>
/// <param name="version">Of the text's format.</param>
/// <param name="plan">The plan.</param>
[AttributeUsage(AttributeTargets.Class)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MetricPlanAttribute(int version, string plan) : Attribute
{
    /// <summary>Version of the text's format.</summary>
    public int Version { get; } = version;

    /// <summary>The plan.</summary>
    public string Plan { get; } = plan;
}
