using System.Globalization;
using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>Draws an evaluation's counts.</summary>
internal sealed class EvaluationDrawing(EvaluationResult result, IReadOnlyList<string>? names, int maxCurves, string when)
{
    public ConfusionMatrixChart Confusion(CellValues numbers)
    {
        var counts = new double[result.Classes, result.Classes];
        for (var i = 0; i < result.Classes; i++)
            for (var j = 0; j < result.Classes; j++) counts[i, j] = result.Confusion[i, j];

        // A cell wants room for its number, as far as a screen goes.
        var width = Math.Clamp(220 + (30 * result.Classes), 800, 1600);
        return new(counts, names) { Title = "Confusion matrix" + when, Values = numbers, Size = new(width, width * 3 / 4) };
    }

    public RocChart Roc()
    {
        var curves = result.Curves.Select(c => CurvePoints.Roc(c.Counts())).ToList();
        var chart = new RocChart { Size = SizeFor(curves.Count) };
        foreach (var i in Shown(curves)) chart.Add(Name(i), curves[i]);
        if (curves.Count > 2)
        {
            chart.AddMicro(CurvePoints.Roc(EvaluationCurve.Sum(result.Curves).Counts()));
            chart.AddMacro(curves);
        }

        chart.Title = Title(curves.Count == 1 ? "ROC curve" : "ROC curves", curves.Count);
        return chart;
    }

    public PrecisionRecallChart PrecisionRecall()
    {
        var curves = result.Curves.Select(c => CurvePoints.PrecisionRecall(c.Counts())).ToList();
        var chart = new PrecisionRecallChart { Size = SizeFor(curves.Count) };
        foreach (var i in Shown(curves)) chart.Add(Name(i), curves[i]);
        chart.Title = Title("Precision and recall", curves.Count);
        return chart;
    }

    // A short legend leaves a narrower picture.
    private static ChartSize SizeFor(int curves) => new(curves <= 3 ? 800 : 900, 600);

    // All of them, or of too many the weakest, which are those to look at.
    private IEnumerable<int> Shown(List<CurvePoints> curves)
    {
        var all = Enumerable.Range(0, curves.Count);
        return curves.Count <= maxCurves ? all : all.Where(i => !double.IsNaN(curves[i].Area)).OrderBy(i => curves[i].Area).Take(maxCurves).Order();
    }

    private string Title(string what, int curves) => what + when + (curves > maxCurves ? $": the {maxCurves} weakest of {curves} classes" : "");

    // The one curve of two classes is the second's.
    private string Name(int curve)
    {
        var index = result.Curves.Count == 1 ? 1 : curve;
        return names?[index] ?? index.ToString(CultureInfo.InvariantCulture);
    }
}
