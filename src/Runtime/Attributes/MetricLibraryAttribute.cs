namespace Gen;

/// <summary>
/// Marks a type as a collection of metrics to choose from: each gets its state class, and the type gets no <c>MetricSet</c> of all of them.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class MetricLibraryAttribute : Attribute;
