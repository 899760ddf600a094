using Gen.Training.Charts;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Callbacks.Evaluation;

public class EvaluationCountsTests
{
    [Theory]
    [InlineData(5, ScoreKind.Logits, 1)]
    [InlineData(5, ScoreKind.Probabilities, 1)]
    [InlineData(2, ScoreKind.Logits, 1)]
    [InlineData(5, ScoreKind.Logits, 40)]
    [InlineData(1, ScoreKind.Logits, 1)]
    [InlineData(1, ScoreKind.Probabilities, 1)]
    [InlineData(1, ScoreKind.Logits, 400)]
    public void Counts_EqualExactMatrixAndAreas(int columns, ScoreKind kind, double scale)
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = Rows(2000, columns, scale);
        var odds = columns == 1 ? logits : LogOdds(logits);
        var given = kind == ScoreKind.Logits ? logits : columns == 1 ? logits.sigmoid() : logits.softmax(1);
        var result = Count(given, labels, kind, batch: 64);

        var (scores, classes) = (Table(odds), labels.data<long>().ToArray());
        var expected = new long[Math.Max(2, columns), Math.Max(2, columns)];
        var values = Table(logits);
        for (var i = 0; i < classes.Length; i++)
            expected[classes[i], columns == 1 ? (values[i][0] > 0 ? 1 : 0) : Array.IndexOf(values[i], values[i].Max())]++;
        Assert.Equal(expected, result.Confusion);
        Assert.Equal(columns, result.Curves.Count);
        for (var c = 0; c < columns; c++)
        {
            bool[] positive = [.. classes.Select(l => l == (columns == 1 ? 1 : c))];
            double[] score = [.. scores.Select(row => row[c])];
            Assert.Equal(CurvePoints.Roc(score, positive).Area, CurvePoints.Roc(result.Curves[c].Counts()).Area, 2e-4);
            Assert.Equal(
                CurvePoints.PrecisionRecall(score, positive).Area,
                CurvePoints.PrecisionRecall(result.Curves[c].Counts()).Area,
                5e-4
            );
        }
    }

    [Fact]
    public void Counts_AnyBatchSize_AreEqualInConstantMemory()
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = Rows(300, 4, 1);
        var (whole, single) = (Count(logits, labels, ScoreKind.Logits, 300), Count(logits, labels, ScoreKind.Logits, 1));
        Assert.Equal(whole.Confusion, single.Confusion);
        Assert.All(
            whole.Curves.Zip(single.Curves),
            pair =>
                Assert.True(
                    pair.First.Positives.SequenceEqual(pair.Second.Positives) && pair.First.Negatives.SequenceEqual(pair.Second.Negatives)
                )
        );

        var layout = PredictionLayout.Create("x", logits, labels, null);
        using var counts = new EvaluationCounts(layout, ScoreKind.Logits, CPU);
        counts.Add(logits, labels);
        var before = LiveTensors.Count();
        for (var i = 0; i < 20; i++)
            counts.Add(logits, labels);
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void RowsWithoutClassOrScore_AreCountedSeparately()
    {
        using var scope = NewDisposeScope();
        var prediction = tensor(new float[] { 1, 0, 0, float.NaN, 0, 0, 0, 2, 0, 0, 0, 3, float.NaN, 0, 0, float.NegativeInfinity, 0, 1 })
            .reshape(6, 3);
        var result = Count(prediction, tensor(new long[] { 0, 1, -100, 3, 7, 2 }), ScoreKind.Logits, 4);
        Assert.Equal((3L, 1L), (result.Unlabelled, result.Unscored));
        Assert.Equal(new long[,] { { 1, 0, 0 }, { 0, 0, 0 }, { 0, 0, 1 } }, result.Confusion);
        Assert.All(result.Curves, c => Assert.Equal(2, c.Positives.Sum() + c.Negatives.Sum()));

        var outside = Count(tensor(new[] { 0.2f, 1.5f, -3f, 1f }), tensor(new float[] { 0, 1, 1, 1 }), ScoreKind.Probabilities, 4);
        Assert.Equal((0L, 2L), (outside.Unlabelled, outside.Unscored));
        Assert.Equal(new long[,] { { 1, 0 }, { 0, 1 } }, outside.Confusion);
    }

    [Fact]
    public void OneHotTargets_EqualClassIndices()
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = Rows(50, 3, 1);
        var onehot = nn.functional.one_hot(labels, 3).to_type(ScalarType.Float32);
        Assert.Equal(Count(logits, labels, ScoreKind.Logits, 8).Confusion, Count(logits, onehot, ScoreKind.Logits, 8).Confusion);
        Assert.Equal(50, Count(logits, ones(50, 3), ScoreKind.Logits, 8).Unlabelled);
        Assert.Equal(50, Count(logits, full(50, 3, 1 / 3.0), ScoreKind.Logits, 8).Unlabelled);
    }

    [Theory]
    [InlineData(
        new long[] { 4, 3, 2 },
        new long[] { 4 },
        "X requires floating-point predictions [n, classes], or [n] or [n, 1] for two classes, but they were [4, 3, 2] Float32."
    )]
    [InlineData(new long[] { 4, 1001 }, new long[] { 4 }, "X supports at most 1000 classes, but the predictions have 1001.")]
    [InlineData(new long[] { 4, 3 }, new long[] { 4 }, "X has 2 class names, but the predictions [4, 3] have 3 classes.")]
    [InlineData(
        new long[] { 4, 2 },
        new long[] { 4, 5 },
        "X requires class indices [4] or one-hot labels [4, 2] for predictions [4, 2], but the targets were [4, 5]."
    )]
    [InlineData(
        new long[] { 4, 1 },
        new long[] { 3 },
        "X requires labels 0 or 1 of shape [4] or [4, 1] for predictions [4, 1], but the targets were [3]."
    )]
    public void PredictionLayout_InvalidShapes_Throws(long[] prediction, long[] target, string message)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            message,
            Assert.Throws<TrainingException>(() => PredictionLayout.Create("X", zeros(prediction), zeros(target), ["a", "b"])).Message
        );
    }

    private static EvaluationResult Count(Tensor prediction, Tensor target, ScoreKind kind, int batch)
    {
        using var counts = new EvaluationCounts(PredictionLayout.Create("x", prediction, target, null), kind, CPU);
        for (var start = 0L; start < prediction.shape[0]; start += batch)
        {
            var rows = Math.Min(batch, prediction.shape[0] - start);
            counts.Add(prediction.narrow(0, start, rows), target.narrow(0, start, rows));
        }

        return counts.Read();
    }

    private static (Tensor Logits, Tensor Labels) Rows(int rows, int columns, double scale)
    {
        random.manual_seed(3).Dispose();
        var labels = randint(0, Math.Max(2, columns), new long[] { rows }, ScalarType.Int64);
        var own = columns == 1 ? (labels * 2 - 1).reshape(rows, 1) : nn.functional.one_hot(labels, columns);
        return ((randn(rows, columns) + own.to_type(ScalarType.Float32)) * scale, labels);
    }

    // The log-odds without rounding.
    private static Tensor LogOdds(Tensor logits)
    {
        var x = logits.to_type(ScalarType.Float64);
        return stack(
            Enumerable
                .Range(0, (int)x.shape[1])
                .Select(c =>
                    x.select(1, c)
                    - cat(Enumerable.Range(0, (int)x.shape[1]).Where(o => o != c).Select(o => x.narrow(1, o, 1)).ToList(), 1).logsumexp(1)
                )
                .ToList(),
            1
        );
    }

    private static double[][] Table(Tensor t)
    {
        var values = t.to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        return [.. values.Chunk((int)t.shape[1])];
    }
}
