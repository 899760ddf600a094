namespace Gen.Training.Charts;

/// <summary>A chart of precision-recall curves, with the average precision (AP) of each curve in the legend.</summary>
public sealed class PrecisionRecallChart() : CurveChart("recall", "precision")
{
    /// <summary>Adds a curve from its points.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="recall">The recalls, 0 to 1.</param>
    /// <param name="precision">The precisions, 0 to 1.</param>
    /// <param name="averagePrecision">The average precision.</param>
    /// <exception cref="ArgumentException">Recalls and precisions differ in length.</exception>
    public void Add(string name, IReadOnlyList<double> recall, IReadOnlyList<double> precision, double averagePrecision) =>
        AddCurve(name, "AP", FromPoints(name, recall, precision, averagePrecision));

    /// <summary>Adds the curve of scores. Without positive rows, it has no points and no area.</summary>
    /// <inheritdoc cref="RocChart.AddScores"/>
    public void AddScores(string name, IReadOnlyList<double> scores, IReadOnlyList<bool> positive) =>
        AddCurve(name, "AP", CurvePoints.PrecisionRecall(scores, positive));

    /// <summary>Adds a curve for each class against all others.</summary>
    /// <inheritdoc cref="RocChart.AddClasses"/>
    public void AddClasses(double[,] scores, IReadOnlyList<int> labels, IReadOnlyList<string>? classNames = null)
    {
        foreach (var (name, classScores, positive) in ClassScores.OneVsRest(scores, labels, classNames))
            AddScores(name, classScores, positive);
    }

    internal void Add(string name, CurvePoints curve) => AddCurve(name, "AP", curve);

    private protected override void DrawReference(Scene scene, AxisScale x, AxisScale y)
    {
    }
}
