namespace Gen;

/// <summary>
/// Beside <see cref="MetricAttribute"/>: the metric keeps every row that it is given and evaluates its formula on all of them. For formulas
/// that cannot be streamed (a median, an exact area under a curve); the memory grows with the data.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CollectAttribute : Attribute;
