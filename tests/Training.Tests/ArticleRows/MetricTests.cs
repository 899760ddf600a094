using Gen.Training.Metrics;
using Gen.Training.Tests.Metrics.States;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The second article: metrics of Keras, and custom ones.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row1a_MetricsOfATrainer_AreComputedTogether()
    {
        var history = new NamedMetricRuns().Fit();
        Assert.Equal(
            ["loss", "is_first", "sparse_categorical_accuracy", "macro_f1"],
            history.Keys.Where(k => k != "lr" && !k.StartsWith("val_", StringComparison.Ordinal)));
        Assert.InRange(history.Last("val_macro_f1"), 0, 1);
    }

    [Fact]
    public void Row1b_BinaryAccuracy_HasAThreshold()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = (tensor(new[] { 0.0, 0, 1, 1 }), tensor(new[] { 0.1, 0.6, 0.4, 0.9 }));
        Assert.Equal(0.5, Classification.BinaryAccuracy(yTrue, yPred).ToDouble());
        Assert.Equal(0.75, Classification.BinaryAccuracy(yTrue, yPred, threshold: 0.3).ToDouble());
        Assert.Equal(0.5, Classification.Accuracy(yTrue, yPred.round()).ToDouble());
    }

    [Fact]
    public void Row1c_ConfusionMatrix_GivesTheArticlesNumbers()
    {
        using var scope = NewDisposeScope();
        var yTrue = cat([ones(375, float64), zeros(106, float64), ones(714, float64), zeros(3305, float64)]);
        var yPred = cat([ones(375, float64), ones(106, float64), zeros(714, float64), zeros(3305, float64)]) * 0.8;
        Assert.Equal([3305, 106, 714, 375], Classification.BinaryConfusionMatrix(yTrue, yPred).ToDoubles());
        Assert.Equal(0.8178, Classification.BinaryAccuracy(yTrue, yPred).ToDouble(), 4);
        Assert.Equal(0.7796, Classification.BinaryPrecision(yTrue, yPred).ToDouble(), 4);
        Assert.Equal(0.3444, Classification.BinaryRecall(yTrue, yPred).ToDouble(), 4);
        Assert.Equal(0.4777, Classification.BinaryF1(yTrue, yPred).ToDouble(), 4);
    }

    [Fact]
    public void Row1d_MulticlassAccuracies_TakeColumnsOfLabels()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2).Dispose();
        var (labels, scores) = (randint(0, 10, [50]), randn(50, 10, float64));
        var oneHot = nn.functional.one_hot(labels, 10);
        var expected = scores.argmax(1).eq(labels).to_type(float64).mean().ToDouble();
        Assert.Equal(expected, Classification.CategoricalAccuracy(oneHot, scores).ToDouble(), 12);
        Assert.Equal(expected, Classification.SparseCategoricalAccuracy(labels, scores).ToDouble(), 12);
        Assert.Equal(expected, Classification.SparseCategoricalAccuracy(labels.unsqueeze(1), scores).ToDouble(), 12);
        var top = scores.topk(5).indexes.eq(labels.unsqueeze(1)).any(1).to_type(float64).mean().ToDouble();
        Assert.Equal(top, Classification.TopKCategoricalAccuracy(oneHot, scores, k: 5).ToDouble(), 12);

        // Targets [n, 1] train as well.
        using var problem = new ClassificationProblem();
        using var trainer = problem.Trainer(null);
        var column = new MemorySource(problem.Input, problem.Target.unsqueeze(1), 16);
        Assert.True(double.IsFinite(trainer.Fit(column, 1).Last("loss")));
    }

    [Fact]
    public void Row1e_RegressionErrors_AreThoseOfKeras()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = (tensor(new[] { 1.0, 2, 4 }), tensor(new[] { 2.0, 2, 1 }));
        Assert.Equal(10.0 / 3, Regression.MeanSquaredError(yTrue, yPred).ToDouble(), 12);
        Assert.Equal(4.0 / 3, Regression.MeanAbsoluteError(yTrue, yPred).ToDouble(), 12);
        Assert.Equal(100 * (1 + 0 + 0.75) / 3, Regression.MeanAbsolutePercentageError(yTrue, yPred).ToDouble(), 9);
    }

    [Fact]
    public void Row1f_CustomMetric_IsAFunctionOfLabelsAndPredictions()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = (rand([30], float64), rand([30], float64));
        using var state = new CustomMetrics.WithinTenthState();
        state.Update(yTrue.narrow(0, 0, 11), yPred.narrow(0, 0, 11));
        state.Update(yTrue.narrow(0, 11, 19), yPred.narrow(0, 11, 19));
        Assert.Equal(CustomMetrics.WithinTenth(yTrue, yPred).ToDouble(), state.Compute().ToDouble(), 12);
    }

    [Fact]
    public void Row1g_CustomF1_IsExactOverTheEpoch()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = Binary(500, 9);
        using var metrics = new Keras1.MetricSet();
        for (var start = 0; start < 500; start += 16)
            metrics.Update(yTrue.narrow(0, start, Math.Min(16, 500 - start)), yPred.narrow(0, start, Math.Min(16, 500 - start)));
        Assert.Equal(Classification.BinaryF1(yTrue, yPred).ToDouble(), metrics.Compute().Fmeasure, 1e-6);
    }

    [Fact]
    public void Row1h_Evaluate_ReturnsNamedValues()
    {
        new ImageRuns { Epochs = 1 }.Fit((trainer, test) =>
        {
            var score = trainer.Evaluate(test.Batches(30));
            Assert.Equal(["loss", "acc"], score.Scalars.Select(s => s.Key));
            Assert.Equal((score.Loss, score.Acc), (score["loss"], score["acc"]));
        });
    }

    [Fact]
    public void Row1i_MetricClasses_HaveTheValuesOfTheArticle()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = (tensor(new[] { 0.0, 0, 1, 1 }), tensor(new[] { 0, 0.5, 0.3, 0.9 }));
        Assert.Equal(0.75, Curves.RocAuc(yTrue, yPred).ToDouble(), 2);
        Assert.Equal(1, Classification.BinaryPrecision(tensor(new[] { 0.0, 1, 1, 1 }), tensor(new[] { 0.0, 1, 0, 1 })).ToDouble());
        Assert.Equal(2.0 / 3, Classification.BinaryRecall(tensor(new[] { 0.0, 1, 1, 1 }), tensor(new[] { 0.0, 1, 0, 1 })).ToDouble(), 12);
        Assert.Equal(
            1.0 / 3, Classification.MeanIoU(tensor(new long[] { 0, 0, 1, 1 }), tensor(new long[] { 0, 1, 0, 1 }), 2).ToDouble(), 12);
        var normalizer = tensor(new[] { 1.0, 3, 2, 3 });
        Assert.Equal(1.25, Regression.MeanRelativeErrorBy(normalizer, tensor(new[] { 2.0, 4, 6, 8 }), normalizer).ToDouble(), 12);
    }

    [Fact]
    public void Row1j_StatefulMetric_UpdatesWithWeightsAndResets()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = (tensor(new long[] { 0, 1, 2 }), eye(3, dtype: float64));
        using var metrics = new StatefulMetrics.MetricSet();
        metrics.Update(yTrue, yPred);
        metrics.Update(yTrue, yPred, tensor(new[] { 1.0, 0, 1 }));
        Assert.Equal(5, metrics.Compute().TruePositives);   // a number, since the shape is given
        metrics.Reset();
        metrics.Update(yTrue, yPred.flip(1));
        Assert.Equal(1, metrics.Compute().TruePositives);

        // As a metric of a trainer, it starts anew with each epoch and is in the history.
        var history = new StatefulRuns().Fit();
        Assert.All(history["true_positives"], v => Assert.InRange(v, 0, 60));
        Assert.Equal(2, history["val_true_positives"].Count);
    }
}

internal static partial class CustomMetrics
{
    [Metric]
    public static Tensor WithinTenth(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().lt(0.1).to_type(float64).mean();
}

internal static partial class StatefulMetrics
{
    [Metric("true_positives", Shape = MetricShape.Scalar)]
    public static MulticlassTruePositives Hits() => new();
}

/// <summary>Metrics by their names in a library, and one by its function.</summary>
[Experiment("named-metrics")]
[UseMetrics(
    typeof(Classification), nameof(Classification.SparseCategoricalAccuracy), nameof(Classification.MacroF1))]
internal sealed partial class NamedMetricRuns
{
    public int NumClasses { get; init; } = 3;

    [Metric]
    private static Tensor IsFirst(Tensor yPred) => yPred.argmax(1).eq(0).to_type(float64).mean();

    internal History Fit()
    {
        using var problem = new ClassificationProblem(NumClasses);
        using var trainer = CreateTrainer(problem.Model, new OptimizerConfig.Adam(), nn.CrossEntropyLoss());
        return trainer.Fit(problem.Source(), 1, problem.Source());
    }
}

[Experiment("stateful")]
internal sealed partial class StatefulRuns
{
    [Metric("true_positives", Shape = MetricShape.Scalar)]
    private static MulticlassTruePositives Hits() => new();

    internal History Fit()
    {
        using var problem = new ClassificationProblem();
        using var trainer = CreateTrainer(problem.Model, problem.Optimizer, problem.Loss);
        return trainer.Fit(problem.Source(), 2, problem.Source());
    }
}
