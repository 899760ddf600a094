using System.Reflection;
using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Reference;

/// <summary>The built-in metrics against what scikit-learn, torch and plain loops compute: see make_references.py.</summary>
public class ReferenceTests
{
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (var i = 0; i < ReferenceCase.All.Count; i++) cases.Add(i, ReferenceCase.All[i].ToString());
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ABuiltInMetricEqualsItsReferenceWhateverTheTypesOfItsInputs(int number, string description)
    {
        Assert.NotEmpty(description);
        var reference = ReferenceCase.All[number];
        Check(reference, ScalarType.Int64, ScalarType.Float64, 1e-6);
        Check(reference, ScalarType.Int32, ScalarType.Float64, 1e-6);
        Check(reference, ScalarType.Float64, ScalarType.Float64, 1e-6);
        Check(reference, ScalarType.Float32, ScalarType.Float64, 1e-6);
        Check(reference, ScalarType.Int64, ScalarType.Float32, 1e-4);
        Check(reference, ScalarType.Float32, ScalarType.Float32, 1e-4);
        Check(reference, ScalarType.Float64, ScalarType.Float32, 1e-4);
    }

    [Fact]
    public void EveryBuiltInMetricHasAReference()
    {
        var referenced = ReferenceCase.All.Select(reference => reference.Method).ToHashSet();
        var metrics = BuiltinState.Formulas;
        Assert.True(metrics.Count > 90, $"only {metrics.Count} built-in metrics");
        Assert.Empty(metrics.Where(metric => !referenced.Contains(metric)).Select(metric => $"{metric.DeclaringType!.Name}.{metric.Name}"));
    }

    [Fact]
    public void AMetricSaysWhatShapeItsValueHas()
    {
        foreach (var reference in ReferenceCase.All)
        {
            var shape = reference.Method.GetCustomAttribute<MetricAttribute>()!.Shape;
            Assert.Equal((MetricShape)(reference.Sizes.Length + 1), shape);
        }
    }

    private static void Check(ReferenceCase reference, ScalarType labels, ScalarType scores, double tolerance)
    {
        using var scope = NewDisposeScope();
        var value = reference.Evaluate(parameter => reference.Input(parameter, labels, scores));
        Assert.Equal(reference.Sizes, value.shape);
        var numbers = value.ToDoubles();
        for (var i = 0; i < numbers.Length; i++)
            Assert.True(
                Math.Abs(numbers[i] - reference.Expected[i]) <= tolerance * Math.Max(1, Math.Abs(reference.Expected[i])),
                $"{reference} with {labels} labels and {scores} scores, element {i}: {numbers[i]}, expected {reference.Expected[i]}");
    }
}
