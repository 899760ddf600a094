using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts.Axes;

/// <summary>A name in the legend with the line that it stands for.</summary>
/// <param name="Name">Is cut where there is no room.</param>
/// <param name="Line">Its line.</param>
/// <param name="Detail">Follows the name and stays whole.</param>
internal readonly record struct LegendEntry(string Name, Stroke Line, string Detail = "")
{
    public string Text => Name + Detail;
}
