using System.Globalization;
using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>
/// Draws charts of a classifier from the validation of each epoch and from each evaluation (<c>Evaluate</c>): the confusion matrix, and the
/// receiver operating characteristic (ROC) of each class. Predictions are counted on their device, which is read once per epoch; memory
/// does not grow with the number of rows.
/// </summary>
/// <param name="classNames">The name of each class, for two classes the negative one first; null for 0, 1, 2, …</param>
/// <remarks>
/// <para>Predictions are of shape [n, classes] for 2 to 1,000 classes, or [n] or [n, 1] with the score of the second of two classes.
/// Targets are class indices or one-hot. Sample weights are ignored. Rows whose target is not a class (such as -100) or whose prediction
/// has a NaN are left out; the log says how many.</para>
/// <para>Curves have up to 16,384 thresholds (fewer with more than 128 classes); areas are accurate to 0.001.</para>
/// </remarks>
public sealed class EvaluationCharts(IReadOnlyList<string>? classNames = null) : Callback, IHasClassNames
{
    private readonly CallbackOutput _output = new(nameof(EvaluationCharts), "charts");
    private readonly Dictionary<string, Chart> _latestCharts = [];
    private readonly HashSet<string> _warned = [];
    private EvaluationCounts? _counts;
    private string? _folder;
    private bool _active, _checked;
    private int _drawn, _evaluations;

    /// <summary>The charts to draw. The default value is the confusion matrix and the ROC curves.</summary>
    public EvaluationChartKinds Charts { get; init; } = EvaluationChartKinds.ConfusionMatrix | EvaluationChartKinds.RocCurve;

    /// <summary>Whether predictions are logits or probabilities, which is not detected. The default value is logits.</summary>
    public ScoreKind Scores { get; init; }

    /// <summary>The values in the cells of the confusion matrix. The default value is <see cref="CellValues.Counts"/>. Cells that are too
    /// small show none.</summary>
    public CellValues CellValues { get; init; }

    /// <summary>The number of epochs between drawings, at least 1. The default value is 1.</summary>
    public int EveryNEpochs { get; init; } = 1;

    /// <summary>The maximum number of curves in a chart beside their averages, at least 1. With more classes, the curves with the smallest
    /// area are drawn, and a second file (<c>roc_curve_epoch_2_all.svg</c>), to which the first has a link, has all. The default value is
    /// 7: as many as there are colors.</summary>
    public int MaxCurves { get; init; } = 7;

    /// <summary>
    /// The folder of the files; a relative path is in the run folder. The default value is <c>charts</c> in the run folder. Without a
    /// folder, a run that is not recorded writes no files. Outside of a run a folder is required.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The formats of the files. The default value is SVG.</summary>
    public ChartFormats Formats { get; init; } = ChartFormats.Svg;

    /// <summary>The latest charts by name: <c>confusion_matrix</c>, <c>roc_curve</c>, <c>precision_recall_curve</c>.</summary>
    public IReadOnlyDictionary<string, Chart> LatestCharts => _latestCharts;

    internal override CallbackOutput? Output => _output;

    IReadOnlyList<string>? IHasClassNames.ClassNames => classNames;

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Fit.HasValidation)
            throw new TrainingException($"{Name} requires validation data: pass some to Fit.");
        (_drawn, _checked) = (0, false);
        _warned.Clear();
        Prepare(context);
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_checked)
            return;

        // Invalid shapes are reported after the first step, not after the first epoch.
        _checked = true;
        if (context.Batch is { Prediction: { } prediction, Target: { } target })
            PredictionLayout.Create(Name, prediction, target, classNames);
    }

    /// <inheritdoc/>
    public override void OnTestBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Drop();
        var isDue = !context.IsValidating
            || (!context.IsWithinEpoch && new Interval(EveryNEpochs).IsDueAfterEpoch(context.Epoch + 1));
        _active = isDue && !IsTrial(context);
        if (!context.IsValidating)
            Prepare(context);
    }

    /// <inheritdoc/>
    public override void OnTestBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_active)
            return;
        if (context.Batch.Prediction is not { } given || context.Batch.Target is null)
            throw new TrainingException(
                $"{Name} requires predictions and targets, but a batch has no "
                + $"{(context.Batch.Prediction is null ? "predictions" : "targets")}."
            );
        var (labels, prediction, _, mask) = context.Batch.MetricRows(given);
        var target = labels!;
        var layout = PredictionLayout.Create(Name, prediction, target, classNames);
        _counts ??= new EvaluationCounts(layout, Scores, prediction.device);
        if (_counts.Layout != layout)
            throw new TrainingException(
                $"{Name} requires {_counts.Layout.Classes} classes in all batches, but a batch has {layout.Classes}."
            );
        _counts.Add(prediction, target, mask);
    }

    /// <inheritdoc/>
    public override void OnTestEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_counts is not { } counts)
            return;
        var result = counts.Read();
        Drop();
        Warn(context, result);
        Draw(context, result);
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("drawn", _drawn);
        state.Set("evaluations", _evaluations);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_drawn, _evaluations) = ((int)state.GetInt64("drawn"), (int)state.GetInt64("evaluations"));
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        Drop();
        if (_drawn == 0 && !IsTrial(context))
            TrainingLog.Warn(context, $"{Name} drew no charts, because training ended before the first interval.");
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => Drop();

    // Of the many trials of a sweep nobody looks at the charts.
    private static bool IsTrial(TrainingContext context) => context.Run?.Trial is not null;

    private void Prepare(TrainingContext context)
    {
        new Interval(EveryNEpochs).Check(this);
        CallbackOptions.AtLeast(this, 1, MaxCurves);
        _folder = ChartFolder.Resolve(this, context, Folder);
    }

    private void Drop()
    {
        _counts?.Dispose();
        (_counts, _active) = (null, false);
    }

    private void Warn(TrainingContext context, EvaluationResult result)
    {
        var when = context.IsValidating ? string.Create(CultureInfo.InvariantCulture, $" of epoch {context.Epoch + 1}") : "";
        if (result.Unlabelled > 0 && _warned.Add("target"))
            TrainingLog.Warn(
                context,
                $"{Name} ignores {result.Unlabelled} rows{when}, because their targets are not classes from 0 to {result.Classes - 1}."
            );
        if (result.Unscored > 0 && _warned.Add("score"))
            TrainingLog.Warn(
                context,
                $"{Name} ignores {result.Unscored} rows{when}, because their predictions "
                    + (
                        Scores == ScoreKind.Probabilities
                            ? "are not from 0 to 1. If they are logits, set Scores to ScoreKind.Logits."
                            : "have NaN."
                    )
            );
    }

    private void Draw(TrainingContext context, EvaluationResult result)
    {
        var epoch = (context.Epoch + 1).ToString(CultureInfo.InvariantCulture);
        var drawing = new EvaluationDrawing(result, classNames, MaxCurves, context.IsValidating ? ", epoch " + epoch : "");
        if (!context.IsValidating)
            _evaluations++;
        var suffix =
            context.IsValidating ? "epoch_" + epoch
            : _evaluations == 1 ? "evaluation"
            : string.Create(CultureInfo.InvariantCulture, $"evaluation_{_evaluations}");
        if (Charts.HasFlag(EvaluationChartKinds.ConfusionMatrix))
            Give("confusion_matrix", drawing.Confusion(CellValues));
        if (Charts.HasFlag(EvaluationChartKinds.RocCurve))
            GiveCurves("roc_curve", static d => d.Roc());
        if (Charts.HasFlag(EvaluationChartKinds.PrecisionRecallCurve))
            GiveCurves("precision_recall_curve", static d => d.PrecisionRecall());

        void GiveCurves(string name, Func<EvaluationDrawing, CurveChart> draw)
        {
            var chart = draw(drawing);
            if (_folder is not null && drawing.HasMore)
            {
                var file = $"{name}_{suffix}_all";
                ChartFolder.Save(_output, context, draw(drawing.OfAll()), Path.Combine(_folder, file), Formats);
                if (Formats.HasFlag(ChartFormats.Svg))
                    chart.Rest = chart.Rest with { Href = file + ".svg" };
            }

            Give(name, chart);
        }

        void Give(string name, Chart chart)
        {
            _latestCharts[name] = chart;
            _drawn++;
            if (_folder is not null)
                ChartFolder.Save(_output, context, chart, Path.Combine(_folder, $"{name}_{suffix}"), Formats);
            context.AddChart(name, chart);
        }
    }
}

/// <summary>The kinds of charts that <see cref="EvaluationCharts"/> draws.</summary>
[Flags]
public enum EvaluationChartKinds
{
    /// <summary>No charts.</summary>
    None = 0,

    /// <summary>The rows by actual and predicted class: <c>confusion_matrix</c>.</summary>
    ConfusionMatrix = 1,

    /// <summary>The receiver operating characteristic of each class against all others: <c>roc_curve</c>.</summary>
    RocCurve = 2,

    /// <summary>The precision over the recall of each class against all others: <c>precision_recall_curve</c>.</summary>
    PrecisionRecallCurve = 4,
}

/// <summary>File formats of charts.</summary>
[Flags]
public enum ChartFormats
{
    /// <summary>A vector graphic, with searchable text and tooltips.</summary>
    Svg = 1,

    /// <summary>A bitmap of twice the chart's width and height in pixels.</summary>
    Png = 2,
}

/// <summary>The scores that a classifier predicts.</summary>
public enum ScoreKind
{
    /// <summary>Logits: the values before softmax or, in a single column, before sigmoid, as for a cross-entropy loss. Logarithms of
    /// probabilities are logits too.</summary>
    Logits,

    /// <summary>Probabilities from 0 to 1: the values after softmax or sigmoid.</summary>
    Probabilities,
}
