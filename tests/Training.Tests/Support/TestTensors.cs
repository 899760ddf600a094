using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Conversion between tensors and arrays, and comparison of both.</summary>
internal static class TestTensors
{
    public static Tensor Doubles(params double[] values) => tensor(values, float64);

    public static double[] ToDoubles(this Tensor tensor)
    {
        using var converted = tensor.detach().to_type(ScalarType.Float64).contiguous();
        return converted.data<double>().ToArray();
    }

    public static void AssertClose(double[] expected, Tensor actual, double tolerance = 1e-9)
    {
        var values = actual.ToDoubles();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - values[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"[{i}] {expected[i]} != {values[i]}"
            );
    }
}
