namespace Gen.Training.Charts;

/// <summary>A chart of ROC curves, with the area under each curve (AUC) in the legend.</summary>
public sealed class RocChart() : CurveChart("false positive rate", "true positive rate")
{
    /// <summary>Adds a curve from its points.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="falsePositiveRate">The false-positive rates, 0 to 1.</param>
    /// <param name="truePositiveRate">The true-positive rates, 0 to 1.</param>
    /// <param name="auc">The area under the curve. The default value is computed by the trapezoidal rule.</param>
    /// <exception cref="ArgumentException">The rates differ in length.</exception>
    public void Add(string name, IReadOnlyList<double> falsePositiveRate, IReadOnlyList<double> truePositiveRate, double? auc = null)
    {
        var curve = FromPoints(name, falsePositiveRate, truePositiveRate, double.NaN);
        var area = auc ?? (curve.X.Length < 2 ? double.NaN : Math.Abs(CurvePoints.TrapezoidalArea(curve.X, curve.Y)));
        AddCurve(name, "AUC", curve with { Area = area });
    }

    /// <summary>Adds the curve of scores. Unless both classes have rows, it has no points and no area.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="scores">The score of each row, higher for more likely positive.</param>
    /// <param name="positive">Whether each row is positive.</param>
    /// <exception cref="ArgumentException">Scores and labels differ in length, or a score is NaN.</exception>
    public void AddScores(string name, IReadOnlyList<double> scores, IReadOnlyList<bool> positive) =>
        AddCurve(name, "AUC", CurvePoints.Roc(scores, positive));

    /// <summary>Adds a curve for each class against all others.</summary>
    /// <param name="scores">The scores, of shape [n, classes].</param>
    /// <param name="labels">The class of each row, 0 to classes - 1.</param>
    /// <param name="classNames">The name of each class. The default value is 0, 1, 2, …</param>
    /// <param name="micro">Whether to add the micro average, of the pooled scores of all classes. The default value is false.</param>
    /// <param name="macro">Whether to add the macro average, the mean of the curves of all classes. The default value is false.</param>
    /// <exception cref="ArgumentException">The shapes do not match, a label is out of range, or a score is NaN.</exception>
    public void AddClasses(
        double[,] scores,
        IReadOnlyList<int> labels,
        IReadOnlyList<string>? classNames = null,
        bool micro = false,
        bool macro = false
    )
    {
        var classes = ClassScores.OneVsRest(scores, labels, classNames);
        var curves = classes.Select(c => CurvePoints.Roc(c.Scores, c.Positive)).ToList();
        for (var i = 0; i < curves.Count; i++) Add(classes[i].Name, curves[i]);
        if (micro) AddMicro(CurvePoints.Roc([.. classes.SelectMany(c => c.Scores)], [.. classes.SelectMany(c => c.Positive)]));
        if (macro) AddMacro(curves);
    }

    internal void Add(string name, CurvePoints curve) => AddCurve(name, "AUC", curve);

    internal void AddMicro(CurvePoints all) => AddAverage("micro average", "AUC", all, new(Palette.Ink, 3, [3, 3]));

    internal void AddMacro(IReadOnlyList<CurvePoints> classes) =>
        AddAverage("macro average", "AUC", CurvePoints.Mean(classes), new(Palette.Faint, 3, [10, 4]));

    private protected override void DrawReference(Scene scene, AxisScale x, AxisScale y) =>
        scene.Polyline([new(x.From, y.From), new(x.To, y.To)], new(Palette.Axis, 1, [4, 4]), "chance");
}
