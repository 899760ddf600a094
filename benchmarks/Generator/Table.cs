namespace Gen.Benchmarks.Generator;

/// <summary>How measured numbers are shown.</summary>
internal static class Table
{
    public static double Median(this IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Median, least and greatest.</summary>
    public static string Spread(this IReadOnlyCollection<double> values) => $"{values.Median():F1} ({values.Min():F1} - {values.Max():F1})";
}
