using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

/// <summary>
/// The state of every built-in metric gives the value of the formula over all rows, however the rows are divided into batches, weighted,
/// merged, saved and loaded.
/// </summary>
public class StreamingLawTests
{
    private static readonly ScalarType[] s_labels = [ScalarType.Int64, ScalarType.Int32, ScalarType.Float32, ScalarType.Float64];

    public static TheoryData<string> Metrics => StreamingReferenceTests.Metrics;

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_AnySplitOfRows_EqualsFormula(string metric) => Check(metric, 60, [Weighting.None]);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Update_WholeWeights_RepeatRowsAndDropNaN(string metric) =>
        Check(metric, 80, [Weighting.Whole, Weighting.WholeFloat, Weighting.Mask, Weighting.Sometimes]);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_WithoutRows_IsNaN(string metric)
    {
        using var scope = NewDisposeScope();
        var reference = ReferenceCase.All.First(one => one.Metric == metric);
        var states = new BuiltinMetricState(reference.Method, reference.ConfigValue);
        var rows = BuiltinMetricData.Draw(reference, new Random(3), 6, ScalarType.Int64, ScalarType.Float32);
        using var state = states.Create();
        AssertNone(state, "before any row");
        states.Update(state, null, Array.ConvertAll(rows, input => input.narrow(0, 0, 0)));
        AssertNone(state, "after an empty batch");
        states.Update(state, zeros(6, ScalarType.Bool), rows);
        AssertNone(state, "after rows that are masked out");
        states.Update(state, null, rows);
        state.Reset();
        AssertNone(state, "after a reset");
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void MergeFrom_EmptyState_ChangesNothing(string metric)
    {
        using var scope = NewDisposeScope();
        var reference = ReferenceCase.All.First(one => one.Metric == metric);
        var states = new BuiltinMetricState(reference.Method, reference.ConfigValue);
        var rows = BuiltinMetricData.Draw(reference, new Random(4), 9, ScalarType.Int64, ScalarType.Float64);
        using var seen = states.Create();
        using var untouched = states.Create();
        using var copy = states.Create();
        states.Update(seen, null, rows);
        var expected = seen.Compute().ToDoubles();

        seen.MergeFrom(untouched);
        copy.MergeFrom(seen);
        Assert.Equal(expected, seen.Compute().ToDoubles());
        Assert.Equal(expected, copy.Compute().ToDoubles());
        AssertNone(untouched, "after being merged");

        // The merged states are independent.
        states.Update(seen, null, rows);
        Assert.Equal(expected, copy.Compute().ToDoubles());
        Assert.Equal((18, 9), (seen.Rows, copy.Rows));
    }

    private static void Check(string metric, int rounds, Weighting[] weightings)
    {
        var cases = ReferenceCase.All.Where(reference => reference.Metric == metric).ToList();
        // Collects the tensors of failed tests, which the finalizer would free between two counts.
        LiveTensors.Count();
        for (var round = 0; round < TestIterations.Scaled(rounds); round++)
        {
            var random = new Random(round);
            var reference = cases[random.Next(cases.Count)];
            var (labels, scores) = (s_labels[random.Next(4)], random.Next(2) == 0 ? ScalarType.Float32 : ScalarType.Float64);
            var tensors = Tensor.TotalCount;
            Check(reference, round, labels, scores, weightings[round % weightings.Length]);
            Assert.True(Tensor.TotalCount == tensors, $"{reference}, seed {round}: {Tensor.TotalCount - tensors} tensors were left behind");
        }
    }

    private static void Check(ReferenceCase reference, int seed, ScalarType labels, ScalarType scores, Weighting weighting)
    {
        var states = new BuiltinMetricState(reference.Method, reference.ConfigValue);
        var names = reference
            .Method.GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(Tensor))
            .Select(parameter => parameter.Name!)
            .ToArray();
        var check = new SplitCheck<MetricState>(
            states.Create,
            states.Update,
            whole => reference.Evaluate(name => whole[Array.IndexOf(names, name)])
        )
        {
            Tolerance = labels == ScalarType.Float32 || scores == ScalarType.Float32 ? 1e-4 : 1e-6,
            ZeroWeightValue = (i, input) =>
                reference.IsClass(names[i])
                    ? states.OnlyCounts
                        ? -1
                        : null
                    : input.is_floating_point()
                        ? double.NaN
                        : null,
            SavesAndLoads = true,
        };
        check.Run(
            seed,
            (random, rows) => BuiltinMetricData.Draw(reference, random, rows, labels, scores),
            weighting,
            $"{reference} with {labels} labels and {scores} scores"
        );
    }

    private static void AssertNone(MetricState state, string when)
    {
        var value = state.Compute();
        Assert.True(
            value.numel() == 1 && double.IsNaN(value.ToDoubles()[0]),
            $"{state.GetType().Name} {when}: {string.Join(", ", value.ToDoubles())}"
        );
    }
}
