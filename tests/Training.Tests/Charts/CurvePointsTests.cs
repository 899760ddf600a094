using Gen.Training.Charts;
using Xunit;

namespace Gen.Training.Tests.Charts;

public class CurvePointsTests
{
    // The example of scikit-learn's documentation of roc_curve and average_precision_score.
    private static readonly double[] Scores = [0.1, 0.4, 0.35, 0.8];
    private static readonly bool[] Positive = [false, false, true, true];

    [Fact]
    public void Roc_MatchesKnownExample()
    {
        var curve = CurvePoints.Roc(Scores, Positive);
        Assert.Equal([0, 0, 0.5, 0.5, 1], curve.X);
        Assert.Equal([0, 0.5, 0.5, 1, 1], curve.Y);
        Assert.Equal(0.75, curve.Area);
    }

    [Fact]
    public void PrecisionRecall_MatchesKnownExample() => Assert.Equal(5 / 6.0, CurvePoints.PrecisionRecall(Scores, Positive).Area, 1e-12);

    [Fact]
    public void Roc_AreaIsProbabilityThatPositiveScoresHigher()
    {
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            // Few distinct scores, so that there are many ties.
            double[] scores = [.. Enumerable.Range(0, 40).Select(_ => (double)random.Next(8))];
            bool[] positive = [.. scores.Select((_, i) => i < 2 ? i == 0 : random.NextDouble() < 0.4)];
            double wins = 0, pairs = 0;
            for (var i = 0; i < 40; i++)
            {
                for (var j = 0; j < 40; j++)
                {
                    if (!positive[i] || positive[j]) continue;
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }

            Assert.Equal(wins / pairs, CurvePoints.Roc(scores, positive).Area, 1e-12);
        }
    }

    [Fact]
    public void Mean_OfOneCurve_IsTheCurve()
    {
        var curve = CurvePoints.Roc(Scores, Positive);
        Assert.Equal(curve.Area, CurvePoints.Mean([curve, CurvePoints.Roc([1], [true])]).Area, 1e-12);
    }

    [Fact]
    public void PrecisionRecall_EndsAtFullRecall()
    {
        var curve = CurvePoints.PrecisionRecall([0.9, 0.8, 0.1], [true, false, false]);
        Assert.Equal(1, curve.Area);
        Assert.All(curve.Y, y => Assert.Equal(1, y));
    }

    [Fact]
    public void OneClassOnly_HasNoArea()
    {
        Assert.True(double.IsNaN(CurvePoints.Roc([1, 2], [true, true]).Area));
        Assert.True(double.IsNaN(CurvePoints.Roc([], []).Area));
        Assert.True(double.IsNaN(CurvePoints.PrecisionRecall([1, 2], [false, false]).Area));
    }
}
