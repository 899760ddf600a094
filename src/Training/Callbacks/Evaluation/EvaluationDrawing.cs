using System.Globalization;
using Gen.Training.Charts;
using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Creates the charts of an evaluation.</summary>
internal sealed class EvaluationDrawing(EvaluationResult result, IReadOnlyList<string>? names, int maxCurves, string when)
{
    /// <summary>Whether there are more curves than a chart has.</summary>
    public bool HasMore => result.Curves.Count > maxCurves;

    public ConfusionMatrixChart Confusion(CellValues numbers)
    {
        var counts = new double[result.Classes, result.Classes];
        for (var i = 0; i < result.Classes; i++)
            for (var j = 0; j < result.Classes; j++) counts[i, j] = result.Confusion[i, j];

        // A cell needs room for its value; the chart should fit on a screen.
        var width = Math.Clamp(220 + (30 * result.Classes), 800, 1600);
        return new(counts, names) { Title = "Confusion matrix" + when, Values = numbers, Size = new(width, width * 3 / 4) };
    }

    /// <summary>Creates charts that have all curves.</summary>
    public EvaluationDrawing OfAll() => new(result, names, int.MaxValue, when);

    public RocChart Roc()
    {
        var curves = result.Curves.Select(c => CurvePoints.Roc(c.Counts())).ToList();
        var chart = new RocChart { Size = SizeFor(curves.Count) };
        Add(chart, curves, chart.Add);
        if (curves.Count > 2)
        {
            chart.AddMicro(CurvePoints.Roc(EvaluationCurve.Sum(result.Curves).Counts()));
            chart.AddMacro(curves);
        }

        chart.Title = Title(curves.Count == 1 ? "ROC curve" : "ROC curves");
        return chart;
    }

    public PrecisionRecallChart PrecisionRecall()
    {
        var curves = result.Curves.Select(c => CurvePoints.PrecisionRecall(c.Counts())).ToList();
        var chart = new PrecisionRecallChart { Size = SizeFor(curves.Count) };
        Add(chart, curves, chart.Add);
        chart.Title = Title("Precision and recall");
        return chart;
    }

    // A long legend needs a larger chart.
    private ChartSize SizeFor(int curves) => new(curves <= 3 ? 800 : 900, Math.Max(600, 100 + (20 * Math.Min(curves, maxCurves))));

    // The curves with the smallest area, which are those to look at, and apart; curves without one are last.
    private void Add(CurveChart chart, List<CurvePoints> curves, Action<string, CurvePoints> add)
    {
        foreach (var i in Enumerable.Range(0, curves.Count).OrderBy(i => double.IsNaN(curves[i].Area) ? 2 : curves[i].Area).Take(maxCurves))
            add(Name(i), curves[i]);
        if (HasMore)
            chart.Rest = new(curves.Count - maxCurves, null);
    }

    private string Title(string what) =>
        what + when + (HasMore ? $": the {maxCurves} weakest of {result.Curves.Count} classes" : "");

    // A single curve is of the second of two classes.
    private string Name(int curve)
    {
        var index = result.Curves.Count == 1 ? 1 : curve;
        return names?[index] ?? index.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>The layout of class scores in predictions, as determined from shapes alone, without waiting for the device.</summary>
/// <param name="Classes">The number of classes, at least 2.</param>
/// <param name="OneColumn">Whether predictions are [n] or [n, 1] with the score of the second of two classes, and not [n, classes].</param>
internal readonly record struct PredictionLayout(int Classes, bool OneColumn)
{
    /// <summary>The maximum number of classes; a larger matrix would be illegible.</summary>
    public const int MaxClasses = 1000;

    /// <summary>The number of curves: one per class, or a single one if there is only one column.</summary>
    public int Curves => OneColumn ? 1 : Classes;

    /// <summary>Determines the layout of predictions.</summary>
    /// <exception cref="TrainingException">The predictions are not class scores, or do not match the targets or the names.</exception>
    public static PredictionLayout Create(string who, Tensor prediction, Tensor target, IReadOnlyList<string>? names)
    {
        var sizes = prediction.Sizes();
        var oneColumn = sizes.Length == 1 || (sizes.Length == 2 && sizes[1] == 1);
        if (!prediction.is_floating_point() || !(oneColumn || (sizes.Length == 2 && sizes[1] > 1)))
            throw new TrainingException(
                $"{who} requires floating-point predictions [n, classes], or [n] or [n, 1] for two classes, but they were "
                + $"{ShapeText.Format(sizes)} {prediction.dtype}."
            );
        if (!oneColumn && sizes[1] > MaxClasses)
            throw new TrainingException($"{who} supports at most {MaxClasses} classes, but the predictions have {sizes[1]}.");
        var layout = new PredictionLayout(oneColumn ? 2 : (int)sizes[1], oneColumn);
        if (names is not null && names.Count != layout.Classes)
            throw new TrainingException(
                $"{who} has {names.Count} class names, but the predictions {ShapeText.Format(sizes)} have {layout.Classes} classes."
            );
        layout.CheckTarget(who, target, sizes);
        return layout;
    }

    private void CheckTarget(string who, Tensor target, long[] prediction)
    {
        var sizes = target.Sizes();
        var fits =
            sizes.Length is 1 or 2
            && sizes[0] == prediction[0]
            && (sizes.Length == 1 || sizes[1] == 1 || (!OneColumn && sizes[1] == Classes));
        if (!fits)
        {
            var wanted = OneColumn
                ? $"labels 0 or 1 of shape [{prediction[0]}] or [{prediction[0]}, 1]"
                : $"class indices [{prediction[0]}] or one-hot labels {ShapeText.Format(prediction)}";
            throw new TrainingException(
                $"{who} requires {wanted} for predictions {ShapeText.Format(prediction)}, but the targets were {ShapeText.Format(sizes)}."
            );
        }
    }
}
