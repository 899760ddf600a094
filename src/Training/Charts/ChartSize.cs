namespace Gen.Training.Charts;

/// <summary>The size of a chart in pixels at scale 1.</summary>
/// <param name="Width">Pixels from left to right, 120 to 10,000.</param>
/// <param name="Height">Pixels from top to bottom, 90 to 10,000.</param>
public readonly record struct ChartSize(int Width, int Height);
