using System.Text.RegularExpressions;
using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

/// <summary>States throw for inputs that would be broadcast across rows. The message has both shapes, and the state does not
/// change.</summary>
public partial class StreamingShapeTests
{
    // The valid shape is [4]. In each pair one is a column, or has as many columns as there are rows.
    public static TheoryData<string, long[], long[]> Elementwise
    {
        get
        {
            string[] metrics =
            [
                "Classification.Accuracy",
                "Classification.BinaryAccuracy",
                "Classification.BinaryPrecision",
                "Classification.TruePositives",
                "Classification.Hinge",
                "Probability.BinaryBrierScore",
                "Probability.BinaryCrossEntropy",
                "Probability.Poisson",
                "Regression.MeanSquaredError",
                "Regression.RootMeanSquaredError",
                "Regression.MeanAbsolutePercentageError",
                "Regression.LogCosh",
                "Regression.R2",
                "Regression.ExplainedVariance",
                "Regression.PearsonCorrelation",
                "Regression.ConcordanceCorrelation",
                "Regression.MeanRelativeError",
            ];
            var data = new TheoryData<string, long[], long[]>();
            foreach (var metric in metrics)
            {
                data.Add(metric, [4, 1], [4]);
                data.Add(metric, [4], [4, 1]);
                data.Add(metric, [4, 4], [4]);
                data.Add(metric, [4], [4, 4]);
                data.Add(metric, [3], [4]);
                data.Add(metric, [1], [4]);
            }

            return data;
        }
    }

    public static TheoryData<string, long[], long[]> PerClass
    {
        get
        {
            string[] metrics =
            [
                "Classification.ConfusionMatrix",
                "Classification.Precision",
                "Classification.Recall",
                "Classification.F1",
                "Classification.MacroF1",
                "Classification.WeightedRecall",
                "Classification.BalancedAccuracy",
                "Classification.MatthewsCorrelation",
                "Classification.CohenKappa",
                "Probability.BrierScore",
                "Probability.BrierSkillByTrueClass",
                "Probability.ExpectedCalibrationError",
            ];
            var data = new TheoryData<string, long[], long[]>();
            foreach (var metric in metrics)
            {
                data.Add(metric, [5, 1], [5, 5]);
                data.Add(metric, [5, 5], [5, 5]);
                data.Add(metric, [4], [5, 5]);
                data.Add(metric, [1], [5, 5]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Update_ColumnAgainstRow_Throws(string metric, long[] yTrue, long[] yPred) => Refuses(metric, [4], [4], yTrue, yPred);

    [Theory]
    [MemberData(nameof(PerClass))]
    public void Update_LabelsNotAVector_Throws(string metric, long[] yTrue, long[] yPred) => Refuses(metric, [5], [5, 5], yTrue, yPred);

    [Theory]
    [InlineData("Classification.Precision")]
    [InlineData("Classification.ConfusionMatrix")]
    [InlineData("Classification.SparseCategoricalAccuracy")]
    [InlineData("Classification.SparseTopKCategoricalAccuracy")]
    [InlineData("Probability.SparseCategoricalCrossEntropy")]
    [InlineData("Probability.ExpectedCalibrationError")]
    [InlineData("Probability.BrierScore")]
    public void Update_ScoresWithoutClassAxis_Throws(string metric)
    {
        using var scope = NewDisposeScope();
        var (states, state) = New(metric);
        using (state)
        {
            // If the formula refers to the axis, the error is torch's.
            Assert.ThrowsAny<Exception>(() => states.Update(state, null, [Labels([5]), rand(5)]));
            Assert.True(double.IsNaN(state.Compute().ToDoubles().Single()));
            Assert.Equal(0, state.Rows);
        }
    }

    // These metrics flatten both inputs, so only the numbers of elements must be equal.
    [Theory]
    [InlineData("Classification.BinaryConfusionMatrix")]
    [InlineData("Classification.MeanIoU")]
    [InlineData("Probability.BinaryExpectedCalibrationError")]
    [InlineData("Curves.RocAuc")]
    public void Update_ColumnWithFlattenedAxes_EqualsRow(string metric)
    {
        using var scope = NewDisposeScope();
        var (states, state) = New(metric);
        using var other = states.Create();
        var (yTrue, yPred) = (Labels([4]), metric.EndsWith("IoU", StringComparison.Ordinal) ? tensor(new[] { 1L, 0, 0, 1 }) : rand(4));
        using (state)
        {
            states.Update(state, null, [yTrue, yPred]);
            states.Update(other, null, [yTrue.unsqueeze(1), yPred]);
            Assert.Equal(state.Compute().ToDoubles(), other.Compute().ToDoubles());
        }

        Refuses(metric, [4], [4], [4, 4], [4]);
        Refuses(metric, [4], [4], [4], [4, 4]);
    }

    private static void Refuses(string metric, long[] goodTrue, long[] goodPred, long[] yTrue, long[] yPred)
    {
        using var scope = NewDisposeScope();
        var (states, fresh) = New(metric);
        using var seen = states.Create();
        states.Update(seen, null, [Labels(goodTrue), rand(goodPred)]);
        var before = seen.Compute().ToDoubles();
        using (fresh)
        {
            foreach (var state in new[] { fresh, seen })
            {
                var error = Assert.Throws<ArgumentException>(() => states.Update(state, null, [Labels(yTrue), rand(yPred)]));
                Assert.True(Shapes().Count(error.Message) == 2, $"{metric}: {error.Message}");
            }

            Assert.Equal(0, fresh.Rows);
            Assert.True(double.IsNaN(fresh.Compute().ToDoubles().Single()));
            Assert.Equal(before, seen.Compute().ToDoubles());
            Assert.Equal(goodTrue[0], seen.Rows);

            // The failed update does not fix the shapes.
            states.Update(fresh, null, [Labels(goodTrue), rand(goodPred)]);
        }
    }

    private static (BuiltinMetricState States, MetricState State) New(string metric)
    {
        var reference = ReferenceCase.All.First(one => one.Metric == metric && one.Classes is null or 5);
        var states = new BuiltinMetricState(reference.Method, reference.ConfigValue);
        return (states, states.Create());
    }

    private static Tensor Labels(long[] sizes) => arange(sizes.Aggregate((a, b) => a * b)).remainder(2).reshape(sizes);

    [GeneratedRegex(@"\[(rows|\d+)(, \d+)*\]")]
    private static partial Regex Shapes();
}
