using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts.Axes;

/// <summary>A name in the legend with the line, or the box, that it stands for.</summary>
internal readonly record struct LegendEntry(string Name, Stroke? Line, Rgba? Fill = null);
