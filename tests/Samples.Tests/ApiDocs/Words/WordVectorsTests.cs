using ApiDocsSample.Words;
using Xunit;

namespace Gen.Samples.Tests.Words;

public class WordVectorsTests
{
    private static readonly Vocabulary Words = new([("the", 3), ("missing", 2), ("cat", 1)]);
    private static readonly WordVectors Vectors = new(2, [("cat", [3f, -3f]), ("the", [1f, 1f]), ("other", [100f, 100f])]);

    [Fact]
    public void KnownWordsHaveTheirVectorsScaledToAVarianceOfOne()
    {
        var weights = Vectors.WeightsFor(Words, seed: 1);
        var scale = 1 / MathF.Sqrt((9 + 9 + 1 + 1) / 4f);
        Assert.Equal((5, 2), (weights.Rows, weights.Columns));
        Assert.Equal([scale, scale], Row(weights, Words.IndexOf("the")));
        Assert.Equal([3 * scale, -3 * scale], Row(weights, Words.IndexOf("cat")));
    }

    [Fact]
    public void PaddingIsZeroAndUnknownIsNot()
    {
        var weights = Vectors.WeightsFor(Words, seed: 1);
        Assert.Equal([0f, 0f], Row(weights, Vocabulary.Padding));
        Assert.DoesNotContain(0f, Row(weights, Vocabulary.Unknown));
    }

    [Fact]
    public void MissingWordsAreDrawnFromTheSeed()
    {
        var missing = Words.IndexOf("missing");
        var row = Row(Vectors.WeightsFor(Words, seed: 1), missing);
        Assert.Equal(row, Row(Vectors.WeightsFor(Words, seed: 1), missing));
        Assert.NotEqual(row, Row(Vectors.WeightsFor(Words, seed: 2), missing));
    }

    [Fact]
    public void MissingWordsHaveAVarianceOfOneToo()
    {
        var vocabulary = new Vocabulary(Enumerable.Range(0, 5_000).Select(i => ($"w{i}", 1L)));
        var weights = Vectors.WeightsFor(vocabulary, seed: 1).Values;
        Assert.InRange(weights.Average(weight => weight * weight), 0.95, 1.05);
        Assert.InRange(weights.Average(), -0.05, 0.05);
    }

    [Fact]
    public void TheCoverageIsTheShareOfTheVocabularysWordsThatHaveAVector()
    {
        Assert.Equal(2 / 3.0, Vectors.WeightsFor(Words, seed: 1).Coverage);
        Assert.Equal(0, Vectors.WeightsFor(new Vocabulary([]), seed: 1).Coverage);
    }

    private static float[] Row(EmbeddingWeights weights, int row) => weights.Values[(row * weights.Columns)..((row + 1) * weights.Columns)];
}
