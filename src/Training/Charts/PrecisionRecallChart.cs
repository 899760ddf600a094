using Gen.Training.Charts.Axes;
using Gen.Training.Charts.Curves;
using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts;

/// <summary>Precision over recall, with the average precision (AP) of each curve.</summary>
public sealed class PrecisionRecallChart() : CurveChart("recall", "precision")
{
    /// <summary>Adds a curve whose points are known.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="recall">0 to 1, in the curve's order.</param>
    /// <param name="precision">0 to 1, as many.</param>
    /// <param name="averagePrecision">The area under the curve.</param>
    /// <exception cref="ArgumentException">Not as many of one as of the other.</exception>
    public void Add(string name, IReadOnlyList<double> recall, IReadOnlyList<double> precision, double averagePrecision) =>
        AddCurve(name, "AP", Given(name, recall, precision, averagePrecision));

    /// <summary>Adds the curve of scores over all their thresholds; without a positive row it has no points and no area.</summary>
    /// <inheritdoc cref="RocChart.AddScores"/>
    public void AddScores(string name, IReadOnlyList<double> scores, IReadOnlyList<bool> positive) =>
        AddCurve(name, "AP", CurvePoints.PrecisionRecall(scores, positive));

    /// <summary>Adds a curve for each class against all others.</summary>
    /// <inheritdoc cref="RocChart.AddClasses"/>
    public void AddClasses(double[,] scores, IReadOnlyList<int> labels, IReadOnlyList<string>? classNames = null)
    {
        foreach (var (name, of, positive) in ClassScores.Split(scores, labels, classNames)) AddScores(name, of, positive);
    }

    internal void Add(string name, CurvePoints curve) => AddCurve(name, "AP", curve);

    private protected override void DrawReference(Scene scene, AxisScale x, AxisScale y)
    {
    }
}
