using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Gen.Training.Tests.Metrics;

/// <summary>The sum of a loss over the sum of its counts is torch's own mean.</summary>
public class LossCountsTests
{
    [Fact]
    public void TheMeanCrossEntropyIsItsSumOverTheCounts()
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        var weight = tensor(new[] { 0.5f, 2, 1 });
        foreach (var sizes in new long[][] { [8, 3], [4, 3, 5] })
        {
            var scores = Tables.Random(random, ScalarType.Float32, sizes);
            var labels = Tables.Indices(random, ScalarType.Int64, 3, [sizes[0], .. sizes[2..]]);
            labels.reshape(-1).narrow(0, 0, 2).fill_(-100);
            foreach (var classes in new[] { null, weight })
            {
                var mean = F.cross_entropy(scores, labels, classes);
                var sum = F.cross_entropy(scores, labels, classes, reduction: nn.Reduction.Sum);
                Assert.Equal(mean.ToDouble(), sum.ToDouble() / LossCounts.CrossEntropy(scores, labels, classes, -100).sum().ToDouble(), 5);
                Assert.Equal(LossCounts.CrossEntropy(scores, labels, classes, -100).ToDoubles(), LossCounts.Nll(scores, labels, classes).ToDoubles());
            }
            var probabilities = scores.softmax(1);
            Assert.Equal(
                F.cross_entropy(scores, probabilities).ToDouble(),
                F.cross_entropy(scores, probabilities, reduction: nn.Reduction.Sum).ToDouble() / LossCounts.CrossEntropy(scores, probabilities, null, -100).sum().ToDouble(),
                5);
        }
    }

    [Fact]
    public void ShapesThatDoNotFitAreNamed()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => LossCounts.Nll(ones(4, 3), zeros(4, 1, ScalarType.Int64), null));
        Assert.StartsWith("The scores are [4, 3] and the labels [4, 1], which do not fit.", error.Message);
    }
}
