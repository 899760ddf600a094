using Gen.Training.Charts;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Counts the predictions of an evaluation on their device, without waiting for it before <see cref="Read"/>. Memory does not grow with the
/// number of rows: there is a cell for each pair of classes, and for each curve two cells for each threshold.
/// </summary>
internal sealed class EvaluationCounts : IDisposable
{
    // At most 32 MB of counts: up to 128 classes have the maximum number of thresholds, 1,000 classes about 2,000.
    private const int MaxThresholds = 16_384, MaxCells = 1 << 22;

    // Thresholds are equidistant in asinh(log-odds): dense around a probability of 0.5, and still distinct at log-odds of 1,000, where
    // probabilities are rounded to 0 and 1.
    private const double Range = 8;

    // Averaged probabilities may be outside of 0 to 1 by rounding.
    private const double Tolerance = 1e-5;

    private readonly PredictionLayout _layout;
    private readonly ScoreKind _kind;
    private readonly int _thresholds;
    private readonly Tensor _counts;

    public EvaluationCounts(PredictionLayout layout, ScoreKind kind, Device device)
    {
        (_layout, _kind) = (layout, kind);
        _thresholds = Math.Min(MaxThresholds, MaxCells / (2 * layout.Curves));
        using var normal = inference_mode(false);
        _counts = zeros((layout.Classes * layout.Classes) + 2 + (2L * layout.Curves * _thresholds), ScalarType.Int64, device)
            .DetachFromDisposeScope();
    }

    public PredictionLayout Layout => _layout;

    /// <summary>The index of the count of rows without a class; the next count is of rows without a score.</summary>
    private int Unlabelled => _layout.Classes * _layout.Classes;

    /// <summary>Counts the rows of a batch with this layout.</summary>
    /// <param name="prediction">The scores.</param>
    /// <param name="target">The labels.</param>
    /// <param name="mask">Which rows to count, [n]; null for all.</param>
    public void Add(Tensor prediction, Tensor target, Tensor? mask = null)
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
        if (mask is not null)
            counted = counted.logical_and(mask);

        var predicted = _layout.OneColumn ? odds.gt(0).reshape(-1).to_type(ScalarType.Int64) : score.argmax(1);
        var cell = (label * _layout.Classes) + predicted;
        cell = cell.masked_fill(counted.logical_not(), Unlabelled + 1).masked_fill(known.logical_not(), Unlabelled);
        _counts.scatter_add_(0, cell, mask?.to_type(ScalarType.Int64) ?? ones_like(cell));
        CountThresholds(odds, label, counted);
    }

    /// <summary>Returns the counts so far. Reads the device once.</summary>
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

    // The counts of a curve: the negatives by threshold, then the positives.
    private static EvaluationCurve Curve(ReadOnlySpan<long> counts) =>
        new(counts[..(counts.Length / 2)].ToArray(), counts[(counts.Length / 2)..].ToArray());

    private void CountThresholds(Tensor odds, Tensor label, Tensor counted)
    {
        var step = ((odds.nan_to_num(0, double.PositiveInfinity, double.NegativeInfinity).asinh() + Range) * (_thresholds / (2 * Range)))
            .floor()
            .clamp(0, _thresholds - 1)
            .to_type(ScalarType.Int64);
        var curve = arange(_layout.Curves, ScalarType.Int64, odds.device).unsqueeze(0);
        var positive = label.unsqueeze(1).eq(_layout.OneColumn ? ones_like(curve) : curve).to_type(ScalarType.Int64);
        var cell = (((curve * 2) + positive) * _thresholds) + step + (Unlabelled + 2);

        // A row that is left out adds 0 to an arbitrary cell.
        var once = counted.to_type(ScalarType.Int64).unsqueeze(1).expand(cell.Sizes());
        _counts.scatter_add_(0, cell.reshape(-1), once.reshape(-1));
    }

    // The log-odds of each class against all others, [n, curves]; NaN for an invalid score.
    private Tensor LogOdds(Tensor score)
    {
        if (_kind == ScoreKind.Probabilities)
        {
            var outside = score.lt(-Tolerance).logical_or(score.gt(1 + Tolerance));
            var share = score.clamp(0, 1);
            return (share.log() - (-share).log1p()).masked_fill(outside, double.NaN);
        }

        if (_layout.OneColumn)
            return score;

        // For the likeliest class, the probability of the others is summed: 1 - p would lose all digits.
        var likeliest = arange(_layout.Curves, ScalarType.Int64, score.device).unsqueeze(0).eq(score.argmax(1).unsqueeze(1));
        var others = score.masked_fill(likeliest, double.NegativeInfinity).logsumexp(1, keepdim: true);
        var log = score.log_softmax(1);
        return where(likeliest, score - others, log - (-log.exp()).log1p());
    }

    // The class indices [n], 0 for rows without a class, and which rows have one.
    private (Tensor Label, Tensor Known) Labels(Tensor target)
    {
        var value = target.to_type(ScalarType.Float64);
        Tensor? one = null;
        if (value.Dimensions == 2 && value.size(1) > 1)
        {
            // One-hot is a single 1. Rows of several classes, and soft labels, have no cell in a confusion matrix.
            one = value.max(1).values.gt(1 - Tolerance).logical_and(value.sum(1).sub(1).abs().lt(Tolerance));
            value = value.argmax(1).to_type(ScalarType.Float64);
        }

        value = value.reshape(-1);
        var known = value.eq(value.floor()).logical_and(value.ge(0)).logical_and(value.lt(_layout.Classes));
        if (one is not null)
            known = known.logical_and(one);
        return (value.masked_fill(known.logical_not(), 0).to_type(ScalarType.Int64), known);
    }
}

/// <summary>The counts of an evaluation.</summary>
/// <param name="Confusion">The number of rows of each pair of classes, [actual, predicted].</param>
/// <param name="Curves">The counts of each class, or of the second of two classes only.</param>
/// <param name="Unlabelled">The number of rows that are left out because their target is not a class.</param>
/// <param name="Unscored">The number of rows that are left out because their prediction is not a score.</param>
internal sealed record EvaluationResult(long[,] Confusion, IReadOnlyList<EvaluationCurve> Curves, long Unlabelled, long Unscored)
{
    public int Classes => Confusion.GetLength(0);
}

/// <summary>The numbers of rows of the other classes and of a class by score, in ascending intervals of thresholds.</summary>
internal sealed record EvaluationCurve(long[] Negatives, long[] Positives)
{
    /// <summary>Returns the sum over all classes.</summary>
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
