using Gen.Training.Charts;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Counts an evaluation's predictions on their device, which nobody waits for until the end. What it holds does not grow with the rows: a
/// cell for each pair of classes, and for each curve a cell for each of many thresholds.
/// </summary>
internal sealed class EvaluationCounts : IDisposable
{
    // 32 MB of counts at most: up to 128 classes have all thresholds, 1,000 classes about 2,000.
    private const int MostThresholds = 16_384, MostCells = 1 << 22;

    // Thresholds are even steps of asinh(log-odds): fine steps about a probability of a half, and still some at log-odds of a thousand,
    // which confident nets reach and where probabilities have long been rounded to 0 and 1.
    private const double Reach = 8;

    // Probabilities that were averaged may miss 0 or 1 by their rounding.
    private const double Rounding = 1e-5;

    private readonly PredictionLayout _layout;
    private readonly ScoreKind _kind;
    private readonly int _thresholds;
    private readonly Tensor _counts;

    public EvaluationCounts(PredictionLayout layout, ScoreKind kind, Device device)
    {
        (_layout, _kind) = (layout, kind);
        _thresholds = Math.Min(MostThresholds, MostCells / (2 * layout.Curves));
        using var normal = inference_mode(false);
        _counts = zeros((layout.Classes * layout.Classes) + 2 + (2L * layout.Curves * _thresholds), ScalarType.Int64, device)
            .DetachFromDisposeScope();
    }

    public PredictionLayout Layout => _layout;

    /// <summary>Where in the counts rows are whose target is no class; behind it those without a score.</summary>
    private int Unlabelled => _layout.Classes * _layout.Classes;

    /// <summary>Counts a batch, of the layout that was given.</summary>
    public void Add(Tensor prediction, Tensor target)
    {
        if (prediction.size(0) == 0)
            return;
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var score = prediction.detach().to_type(ScalarType.Float64).reshape(prediction.size(0), _layout.Curves);
        var odds = LogOdds(score);
        var (label, known) = Labels(target.detach());
        var scored = odds.isnan().any(1).logical_not();
        var counted = known.logical_and(scored);

        var predicted = _layout.OneColumn ? odds.gt(0).reshape(-1).to_type(ScalarType.Int64) : score.argmax(1);
        var cell = (label * _layout.Classes) + predicted;
        cell = cell.masked_fill(counted.logical_not(), Unlabelled + 1).masked_fill(known.logical_not(), Unlabelled);
        _counts.scatter_add_(0, cell, ones_like(cell));
        CountThresholds(odds, label, counted);
    }

    /// <summary>The counts so far, in one read of the device.</summary>
    public EvaluationResult Read()
    {
        using var scope = NewDisposeScope();
        var counts = _counts.cpu().data<long>().ToArray();
        var confusion = new long[_layout.Classes, _layout.Classes];
        Buffer.BlockCopy(counts, 0, confusion, 0, confusion.Length * sizeof(long));
        var curves = Enumerable
            .Range(0, _layout.Curves)
            .Select(c => Curve(counts.AsSpan(Unlabelled + 2 + (2 * c * _thresholds), 2 * _thresholds)));
        return new(confusion, [.. curves], counts[Unlabelled], counts[Unlabelled + 1]);
    }

    public void Dispose() => _counts.Dispose();

    // The negatives of a curve by threshold, then its positives.
    private static EvaluationCurve Curve(ReadOnlySpan<long> counts) =>
        new(counts[..(counts.Length / 2)].ToArray(), counts[(counts.Length / 2)..].ToArray());

    private void CountThresholds(Tensor odds, Tensor label, Tensor counted)
    {
        var step = ((odds.nan_to_num(0, double.PositiveInfinity, double.NegativeInfinity).asinh() + Reach) * (_thresholds / (2 * Reach)))
            .floor()
            .clamp(0, _thresholds - 1)
            .to_type(ScalarType.Int64);
        var curve = arange(_layout.Curves, ScalarType.Int64, odds.device).unsqueeze(0);
        var positive = label.unsqueeze(1).eq(_layout.OneColumn ? ones_like(curve) : curve).to_type(ScalarType.Int64);
        var cell = (((curve * 2) + positive) * _thresholds) + step + (Unlabelled + 2);

        // A row that does not count adds 0, in some cell.
        var once = counted.to_type(ScalarType.Int64).unsqueeze(1).expand(cell.Sizes());
        _counts.scatter_add_(0, cell.reshape(-1), once.reshape(-1));
    }

    // Of each class against all others together, [n, curves]; NaN where there is no score.
    private Tensor LogOdds(Tensor score)
    {
        if (_kind == ScoreKind.Probabilities)
        {
            var outside = score.lt(-Rounding).logical_or(score.gt(1 + Rounding));
            var share = score.clamp(0, 1);
            return (share.log() - (-share).log1p()).masked_fill(outside, double.NaN);
        }

        if (_layout.OneColumn)
            return score;

        // Of the likeliest class, the others' share is summed by itself: 1 - p would be 0 long before it is.
        var likeliest = arange(_layout.Curves, ScalarType.Int64, score.device).unsqueeze(0).eq(score.argmax(1).unsqueeze(1));
        var others = score.masked_fill(likeliest, double.NegativeInfinity).logsumexp(1, keepdim: true);
        var log = score.log_softmax(1);
        return where(likeliest, score - others, log - (-log.exp()).log1p());
    }

    // Class numbers [n], 0 where there is none, and where there is one.
    private (Tensor Label, Tensor Known) Labels(Tensor target)
    {
        var value = target.to_type(ScalarType.Float64);
        Tensor? one = null;
        if (value.Dimensions == 2 && value.size(1) > 1)
        {
            // One-hot: a single 1. Rows of several classes, or of mixed ones, have no place in a confusion matrix.
            one = value.max(1).values.gt(1 - Rounding).logical_and(value.sum(1).sub(1).abs().lt(Rounding));
            value = value.argmax(1).to_type(ScalarType.Float64);
        }

        value = value.reshape(-1);
        var known = value.eq(value.floor()).logical_and(value.ge(0)).logical_and(value.lt(_layout.Classes));
        if (one is not null)
            known = known.logical_and(one);
        return (value.masked_fill(known.logical_not(), 0).to_type(ScalarType.Int64), known);
    }
}

/// <summary>An evaluation's counts.</summary>
/// <param name="Confusion">[actual, predicted].</param>
/// <param name="Curves">Of each class, or of the second of two.</param>
/// <param name="Unlabelled">Rows that count nowhere, because their target is no class.</param>
/// <param name="Unscored">Rows that count nowhere, because their prediction has a number that is no score.</param>
internal sealed record EvaluationResult(long[,] Confusion, IReadOnlyList<EvaluationCurve> Curves, long Unlabelled, long Unscored)
{
    public int Classes => Confusion.GetLength(0);
}

/// <summary>How many rows of the other classes and of a class score in each interval of thresholds, ascending.</summary>
internal sealed record EvaluationCurve(long[] Negatives, long[] Positives)
{
    /// <summary>All classes' rows put together.</summary>
    public static EvaluationCurve Sum(IReadOnlyList<EvaluationCurve> curves)
    {
        var sum = new EvaluationCurve(new long[curves[0].Negatives.Length], new long[curves[0].Negatives.Length]);
        foreach (var curve in curves)
        {
            for (var i = 0; i < sum.Negatives.Length; i++)
            {
                sum.Negatives[i] += curve.Negatives[i];
                sum.Positives[i] += curve.Positives[i];
            }
        }

        return sum;
    }

    public ThresholdCounts Counts()
    {
        List<double> hits = [], alarms = [];
        double tp = 0, fp = 0;
        for (var i = Negatives.Length - 1; i >= 0; i--)
        {
            if (Negatives[i] == 0 && Positives[i] == 0)
                continue;
            hits.Add(tp += Positives[i]);
            alarms.Add(fp += Negatives[i]);
        }

        return new(hits, alarms);
    }
}
