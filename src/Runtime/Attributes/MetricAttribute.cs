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
