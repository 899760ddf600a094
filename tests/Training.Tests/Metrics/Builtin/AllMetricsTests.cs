using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

/// <summary>Properties of all built-in metrics.</summary>
public class AllMetricsTests
{
    [Fact]
    public void BuiltInMetric_OneRow_IsANumber()
    {
        foreach (var reference in ReferenceCase.All)
        {
            using var scope = NewDisposeScope();
            var value = reference.Evaluate(parameter => reference.Input(parameter).narrow(0, 0, 1));

            // One row is of one class, which has no area.
            var expectsNaN = reference.Metric is "Curves.RocAuc" or "Curves.PrecisionRecallAuc";
            Assert.True(
                value.isfinite().all().ToBoolean() || (expectsNaN && value.isnan().all().ToBoolean()),
                $"{reference} of one row: {string.Join(", ", value.ToDoubles())}");
        }
    }

    [Fact]
    public void BuiltInMetric_DoesNotChangeInputs()
    {
        foreach (var reference in ReferenceCase.All)
        {
            using var scope = NewDisposeScope();
            var inputs = reference.Inputs.Keys.ToDictionary(name => name, name => reference.Input(name));
            var copies = inputs.ToDictionary(entry => entry.Key, entry => entry.Value.clone());
            reference.Evaluate(parameter => inputs[parameter]);
            foreach (var (name, input) in inputs)
                Assert.True(input.eq(copies[name]).all().ToBoolean(), $"{reference} writes to {name}");
        }
    }

    [Fact]
    public void BuiltInMetric_OrderOfRows_DoesNotMatter()
    {
        var order = Enumerable.Range(0, 60).Select(row => (row * 37L + 11) % 60).ToArray();
        foreach (var reference in ReferenceCase.All)
        {
            using var scope = NewDisposeScope();
            var value = reference.Evaluate(parameter => reference.Input(parameter).index_select(0, tensor(order)));
            AssertNear(reference, value);
        }
    }

    [Fact]
    public void BuiltInMetric_AllRowsTwice_IsEqualUnlessCount()
    {
        string[] counts =
            ["ConfusionMatrix", "BinaryConfusionMatrix", "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives", "Sum"];
        foreach (var reference in ReferenceCase.All)
        {
            using var scope = NewDisposeScope();
            var value = reference.Evaluate(parameter => reference.Input(parameter).repeat_interleave(2, 0));
            AssertNear(reference, counts.Contains(reference.Method.Name) ? value / 2 : value);
        }
    }

    private static void AssertNear(ReferenceCase reference, Tensor value)
    {
        foreach (var (expected, actual) in reference.Expected.Zip(value.ToDoubles()))
            Assert.True(
                Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected)),
                $"{reference}: {actual}, expected {expected}");
    }
}
