using Gen.Training.Charts.Axes;
using Gen.Training.Charts.Curves;
using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts;

/// <summary>Receiver operating characteristics: true-positive rate over false-positive rate, with the area under each curve (AUC).</summary>
public sealed class RocChart() : CurveChart("false positive rate", "true positive rate")
{
    /// <summary>Adds a curve whose points are known.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="falsePositiveRate">0 to 1, in the curve's order.</param>
    /// <param name="truePositiveRate">0 to 1, as many.</param>
    /// <param name="auc">The area; null for that under the straight lines between the points.</param>
    /// <exception cref="ArgumentException">Not as many of one rate as of the other.</exception>
    public void Add(string name, IReadOnlyList<double> falsePositiveRate, IReadOnlyList<double> truePositiveRate, double? auc = null)
    {
        var curve = Given(name, falsePositiveRate, truePositiveRate, double.NaN);
        var area = auc ?? (curve.X.Length < 2 ? double.NaN : Math.Abs(CurvePoints.Trapezoids(curve.X, curve.Y)));
        AddCurve(name, "AUC", curve with { Area = area });
    }

    /// <summary>Adds the curve of scores over all their thresholds; without rows of both kinds it has no points and no area.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="scores">A score for each row, higher for more likely positive.</param>
    /// <param name="positive">Which rows are positive.</param>
    /// <exception cref="ArgumentException">Not as many scores as labels, or a score that is NaN.</exception>
    public void AddScores(string name, IReadOnlyList<double> scores, IReadOnlyList<bool> positive) => AddCurve(name, "AUC", CurvePoints.Roc(scores, positive));

    /// <summary>Adds a curve for each class against all others.</summary>
    /// <param name="scores">Shape [n, classes].</param>
    /// <param name="labels">The class of each row, 0 to classes - 1.</param>
    /// <param name="classNames">A name for each class; null for 0, 1, 2, …</param>
    /// <param name="micro">Also the curve of all scores of all classes put together.</param>
    /// <param name="macro">Also the mean of the classes' curves.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, a label out of range, or a score that is NaN.</exception>
    public void AddClasses(double[,] scores, IReadOnlyList<int> labels, IReadOnlyList<string>? classNames = null, bool micro = false, bool macro = false)
    {
        var classes = ClassScores.Split(scores, labels, classNames);
        var curves = classes.Select(c => CurvePoints.Roc(c.Scores, c.Positive)).ToList();
        for (var i = 0; i < curves.Count; i++) Add(classes[i].Name, curves[i]);
        if (micro) AddMicro(CurvePoints.Roc([.. classes.SelectMany(c => c.Scores)], [.. classes.SelectMany(c => c.Positive)]));
        if (macro) AddMacro(curves);
    }

    internal void Add(string name, CurvePoints curve) => AddCurve(name, "AUC", curve);

    internal void AddMicro(CurvePoints all) => AddAverage("micro average", "AUC", all, new(Palette.Ink, 3, [3, 3]));

    internal void AddMacro(IReadOnlyList<CurvePoints> classes) => AddAverage("macro average", "AUC", CurvePoints.Mean(classes), new(Palette.Faint, 3, [10, 4]));

    private protected override void DrawReference(Scene scene, AxisScale x, AxisScale y) =>
        scene.Polyline([new(x.From, y.From), new(x.To, y.To)], new(Palette.Axis, 1, [4, 4]), "chance");
}
