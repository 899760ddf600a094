namespace Gen.Generators.Metrics.Model;

/// <summary>Names of what is generated for a type's metrics.</summary>
internal static class MetricNames
{
    public const string Set = "MetricSet";
    public const string CreateSet = "CreateMetricSet";

    public static string State(string method) => method + "State";
}
