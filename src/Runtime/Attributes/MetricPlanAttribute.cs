namespace Gen;

/// <summary>
/// On a generated metric state: how the metric is computed, as text. The generator reads it in projects that reference the metric's
/// assembly, so that metrics built on it share its work. Not meant to be written by hand.
/// </summary>
/// <param name="version">Of the text's format.</param>
/// <param name="plan">The plan.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MetricPlanAttribute(int version, string plan) : Attribute
{
    /// <summary>Version of the text's format.</summary>
    public int Version { get; } = version;

    /// <summary>The plan.</summary>
    public string Plan { get; } = plan;
}
