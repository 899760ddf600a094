using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The first article: metrics.</content>
public sealed partial class ArticleRowTests
{
    private const int K = TextData.Classes;

    [Fact]
    public async Task Row0h_AccuracyAndCrossEntropy_AreLogged()
    {
        var run = await TextRuns.RunAsync(TextRuns.Small, Options());
        var metrics = Json("1", "metrics.json");
        foreach (var key in new[] { "categorical_accuracy", "val_categorical_accuracy", "loss", "val_loss" })
        {
            Assert.Equal([1, 2], metrics.GetProperty(key).GetProperty("steps").EnumerateArray().Select(s => s.GetInt32()));
            Assert.Equal(2, run.GetScalars(key).Count);
        }

        // Cross-entropy is the loss.
        using var scope = NewDisposeScope();
        var (labels, logits) = (tensor(new long[] { 0, 1 }), tensor(new[] { 2.0, 0.5, 0.1, 0.3, 1.5, 0.2 }, [2, 3]));
        Assert.Equal(
            nn.functional.cross_entropy(logits, labels).ToDouble(),
            Probability.SparseCategoricalCrossEntropyFromLogits(labels, logits).ToDouble(),
            12);
    }

    [Theory]
    [InlineData(1.0, 1)]
    [InlineData(1.0 / K, 0)]
    [InlineData(0.9, 0.988402)]
    public void Row0i_BrierPred_IsSkillOfTheLargestProbability(double largest, double expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected, Probability.BrierSkillByLargest(Probabilities(K, largest), K).ToDouble(), 5e-7);

        // It needs no labels, and penalizes no certainty: the score of the true class does.
        var trained = TextRuns.Small.Fit();
        Assert.InRange(trained.Last("val_brier_pred"), 0, 1);
    }

    [Theory]
    [InlineData(14, -1.153846)]
    [InlineData(2, -3)]
    public void Row0iTrap_SkillOfTheTrueClass_IsBelowZeroForACertainMistake(int classes, double expected)
    {
        using var scope = NewDisposeScope();
        var probabilities = Probabilities(classes, 1);
        Assert.Equal(expected, Probability.BrierSkillByTrueClass(tensor(new long[] { 1 }), probabilities, classes).ToDouble(), 5e-7);
        Assert.Equal(1, Probability.BrierSkillByTrueClass(tensor(new long[] { 0 }), probabilities, classes).ToDouble(), 5e-7);
    }

    [Fact]
    public void Row0j_FunctionsOfKeras1_AreMetricsAsTheyAre()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = Binary(40, 5);
        Assert.Equal(Classification.BinaryPrecision(yTrue, yPred).ToDouble(), Keras1.Precision(yTrue, yPred).ToDouble(), 1e-6);
        Assert.Equal(Classification.BinaryRecall(yTrue, yPred).ToDouble(), Keras1.Recall(yTrue, yPred).ToDouble(), 1e-6);
        Assert.Equal(Classification.BinaryF1(yTrue, yPred).ToDouble(), Keras1.Fmeasure(yTrue, yPred).ToDouble(), 1e-6);
    }

    [Fact]
    public void Row0k_Epoch_IsNotTheAverageOverBatches()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = Binary(1_000, 6);
        using var metrics = new Keras1.MetricSet();
        var (sum, batches) = (0.0, 0);
        for (var start = 0; start < 1_000; start += 20)
        {
            var (labels, scores) = (yTrue.narrow(0, start, 20), yPred.narrow(0, start, 20));
            metrics.Update(labels, scores);
            sum += Keras1.Precision(labels, scores).ToDouble();
            batches++;
        }

        var whole = Keras1.Precision(yTrue, yPred).ToDouble();
        Assert.Equal(whole, metrics.Compute().Precision, 1e-9);
        Assert.True(Math.Abs(whole - (sum / batches)) > 1e-3, $"{whole} {sum / batches}");
    }

    [Fact]
    public void Row0l_OneHelper_MakesAMetricOfEachClass()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(8).Dispose();
        var (yTrue, yPred) = (randint(0, K, [300]), randn([300, K], float64));
        using var metrics = new OneVersusAll.MetricSet(numClasses: K);
        for (var start = 0; start < 300; start += 70)
            metrics.Update(yTrue.narrow(0, start, Math.Min(70, 300 - start)), yPred.narrow(0, start, Math.Min(70, 300 - start)));
        var values = metrics.Compute();
        TestTensors.AssertClose(values.Precision, Classification.Precision(yTrue, yPred, K), 1e-6);
        TestTensors.AssertClose(values.Recall, Classification.Recall(yTrue, yPred, K), 1e-6);
        TestTensors.AssertClose(values.FMeasure, Classification.F1(yTrue, yPred, K), 1e-6);
    }

    private static Tensor Probabilities(int classes, double first)
    {
        var probabilities = Enumerable.Repeat((1 - first) / (classes - 1), classes).ToArray();
        probabilities[0] = first;
        return tensor(probabilities).unsqueeze(0);
    }

    private static (Tensor YTrue, Tensor YPred) Binary(int rows, int seed)
    {
        torch.random.manual_seed(seed).Dispose();
        return (rand(rows, float64).lt(0.2).to_type(float64), rand(rows, float64).pow(2));
    }
}

/// <summary>Precision, recall and F measure as Keras 1 had them, where they were averages over batches.</summary>
internal static partial class Keras1
{
    private const double Epsilon = 1e-7;

    [Metric]
    public static Tensor Precision(Tensor yTrue, Tensor yPred)
    {
        var truePositives = (yTrue * yPred).clip(0, 1).round().sum();
        return truePositives / (yPred.clip(0, 1).round().sum() + Epsilon);
    }

    [Metric]
    public static Tensor Recall(Tensor yTrue, Tensor yPred)
    {
        var truePositives = (yTrue * yPred).clip(0, 1).round().sum();
        return truePositives / (yTrue.clip(0, 1).round().sum() + Epsilon);
    }

    [Metric]
    public static Tensor Fmeasure(Tensor yTrue, Tensor yPred)
    {
        var (precision, recall) = (Precision(yTrue, yPred), Recall(yTrue, yPred));
        return 2 * precision * recall / (precision + recall + Epsilon);
    }
}

/// <summary>The article's <c>make_binary_metric</c>: one helper makes a metric of each class from a binary one.</summary>
internal static partial class OneVersusAll
{
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses) => PerClass(PrecisionOf, yTrue, yPred, numClasses);

    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => PerClass(RecallOf, yTrue, yPred, numClasses);

    [Metric(Shape = MetricShape.Vector)]
    public static Tensor FMeasure(Tensor yTrue, Tensor yPred, int numClasses) => PerClass(
        (t, p) => 2 * (t & p).sum() / (t.sum() + p.sum()).clamp(min: 1), yTrue, yPred, numClasses);

    private static Tensor PerClass(Func<Tensor, Tensor, Tensor> metric, Tensor yTrue, Tensor yPred, int numClasses)
    {
        var predicted = yPred.argmax(1);
        var values = new List<Tensor>();
        for (var k = 0; k < numClasses; k++)
            values.Add(metric(yTrue.eq(k), predicted.eq(k)));
        return stack(values);
    }

    private static Tensor PrecisionOf(Tensor t, Tensor p) => (t & p).sum() / p.sum().clamp(min: 1);

    private static Tensor RecallOf(Tensor t, Tensor p) => (t & p).sum() / t.sum().clamp(min: 1);
}
