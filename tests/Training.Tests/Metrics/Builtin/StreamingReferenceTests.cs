using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

/// <summary>The states of built-in metrics give the values of other libraries in references.json.</summary>
public class StreamingReferenceTests
{
    public static TheoryData<string> Metrics =>
        [.. BuiltinMetricState.Formulas.Select(formula => $"{formula.DeclaringType!.Name}.{formula.Name}")];

    [Fact]
    public void BuiltInMetric_HasState() =>
        Assert.Empty(BuiltinMetricState.Formulas
            .Where(formula => BuiltinMetricState.TypeOf(formula)?.IsSubclassOf(typeof(MetricState)) != true)
            .Select(formula => $"{formula.DeclaringType!.Name}.{formula.Name}"));

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_AnySplitOfRows_EqualsReference(string metric)
    {
        var cases = ReferenceCase.All.Where(reference => reference.Metric == metric).ToList();
        Assert.NotEmpty(cases);
        foreach (var reference in cases)
        {
            for (var seed = 0; seed < TestIterations.Scaled(20); seed++)
            {
                Check(reference, seed, ScalarType.Int64, ScalarType.Float64, 1e-6);
                Check(reference, seed, ScalarType.Float32, ScalarType.Float64, 1e-6);
                Check(reference, seed, ScalarType.Int64, ScalarType.Float32, 1e-4);
                Check(reference, seed, ScalarType.Float32, ScalarType.Float32, 1e-4);
            }
        }
    }

    private static void Check(ReferenceCase reference, int seed, ScalarType labels, ScalarType scores, double tolerance)
    {
        using var scope = NewDisposeScope();
        var state = new BuiltinMetricState(reference.Method, reference.ConfigValue);
        var expected = tensor(reference.Expected).reshape(reference.Sizes);
        var check = new SplitCheck<MetricState>(state.Create, state.Update, _ => expected)
        {
            Tolerance = tolerance,
            SameType = false,
            SavesAndLoads = true,
        };
        var inputs = reference
            .Method.GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(Tensor))
            .Select(parameter => reference.Input(parameter.Name!, labels, scores))
            .ToArray();
        check.Run(seed, inputs, $"{reference} with {labels} labels and {scores} scores");
    }
}
