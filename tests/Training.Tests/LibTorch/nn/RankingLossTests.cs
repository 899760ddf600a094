using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public sealed class RankingLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void HingeEmbeddingPushesUnlikeOnesBeyondTheMargin()
    {
        Tensor input = Numbers.Doubles(0.4, 0.4, 2), target = Numbers.Doubles(1, -1, -1);
        Numbers.AssertNear([0.4, 0.6, 0], functional.hinge_embedding_loss(input, target, 1, Reduction.None));
        Numbers.AssertNear([0.4 / 3], functional.hinge_embedding_loss(input, target));
    }

    [Fact]
    public void CosineEmbeddingComparesDirections()
    {
        var first = Numbers.Doubles(1, 0, 1, 1).reshape(2, 2);
        var second = Numbers.Doubles(2, 0, 3, 0).reshape(2, 2);
        var loss = functional.cosine_embedding_loss(first, second, Numbers.Doubles(1, -1), 0.5, Reduction.None);
        Numbers.AssertNear([0, Math.Sqrt(0.5) - 0.5], loss);
    }

    [Fact]
    public void MarginRankingCountsPairsInTheWrongOrder()
    {
        Tensor first = Numbers.Doubles(3, 1), second = Numbers.Doubles(1, 2);
        Numbers.AssertNear([0, 1.5], functional.margin_ranking_loss(first, second, Numbers.Doubles(1, 1), 0.5, Reduction.None));
        Numbers.AssertNear([(2.0 + 0) / 2], functional.margin_ranking_loss(first, second, Numbers.Doubles(-1, -1)));
    }

    [Fact]
    public void TripletsWantThePositiveNearerThanTheNegative()
    {
        var anchor = Numbers.Doubles(0, 0).reshape(1, 2);
        var positive = Numbers.Doubles(3, 4).reshape(1, 2);
        var negative = Numbers.Doubles(0, 5.5).reshape(1, 2);
        Numbers.AssertNear([5 - 5.5 + 1], functional.triplet_margin_loss(anchor, positive, negative), 1e-5);
        var swapped = functional.triplet_margin_loss(anchor, positive, negative, swap: true);
        Numbers.AssertNear([5 - Math.Sqrt(9 + 2.25) + 1], swapped, 1e-5);
    }

    [Fact]
    public void SimilarityDistanceAndNormAreAlongTheAxisNamed()
    {
        var first = Numbers.Doubles(3, 4, 0, 2).reshape(2, 2);
        var second = Numbers.Doubles(4, 3, 1, 0).reshape(2, 2);
        Numbers.AssertNear([24.0 / 25, 0], functional.cosine_similarity(first, second));
        Numbers.AssertNear([12.0 / (3 * Math.Sqrt(17)), 12 / (Math.Sqrt(20) * 3)], functional.cosine_similarity(first, second, dim: 0));
        Numbers.AssertNear([Math.Sqrt(2), Math.Sqrt(5)], functional.pairwise_distance(first, second), 1e-5);
        Numbers.AssertNear([2, 3], functional.pairwise_distance(first, second, p: 1), 1e-5);
        Numbers.AssertNear([0.6, 0.8, 0, 1], functional.normalize(first));
        Numbers.AssertNear([1, 4.0 / 6, 0, 2.0 / 6], functional.normalize(first, p: 1, dim: 0));
        Numbers.AssertNear([0, 0], functional.normalize(zeros(1, 2, dtype: float64)));
    }
}
