namespace Gen.Training.Metrics;

/// <summary>A metric's name and what its value is.</summary>
/// <param name="Name">As in logs.</param>
/// <param name="Shape">One number, a vector or a matrix.</param>
public readonly record struct MetricInfo(string Name, MetricShape Shape);
