using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Metrics.Tests.Support;

/// <summary>Compares a streamed value with the formula's own.</summary>
internal static class Same
{
    /// <summary>Fails unless both have one shape and dtype, and numbers within the tolerance of the inputs' type. NaN equals NaN.</summary>
    public static void Value(Tensor expected, Tensor actual, ScalarType inputs, string what, bool sameType = true)
    {
        Assert.True(
            expected.shape.SequenceEqual(actual.shape),
            $"{what}: shape [{string.Join(", ", actual.shape)}], the formula gives [{string.Join(", ", expected.shape)}]"
        );
        if (sameType)
            Assert.True(expected.dtype == actual.dtype, $"{what}: dtype {actual.dtype}, the formula gives {expected.dtype}");
        Numbers(Doubles(expected), Doubles(actual), Tolerance(expected, inputs), what);
    }

    /// <summary>The same for numbers that were read already.</summary>
    public static void Numbers(Tensor expected, double[] actual, ScalarType inputs, string what) =>
        Numbers(Doubles(expected), actual, Tolerance(expected, inputs), what);

    public static double[] Doubles(Tensor tensor) => [.. tensor.to_type(float64).contiguous().data<double>()];

    /// <summary>A result in float32 is only as exact as float32, whatever went into it.</summary>
    internal static (double Relative, double Absolute) Tolerance(Tensor expected, ScalarType inputs) =>
        inputs == float32 ? (1e-4, 2e-5) : expected.dtype == float32 ? (5e-6, 1e-6) : (1e-6, 1e-9);

    private static void Numbers(double[] expected, double[] actual, (double Relative, double Absolute) tolerance, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} numbers, the formula gives {expected.Length}");
        for (var i = 0; i < expected.Length; i++)
        {
            var (e, a) = (expected[i], actual[i]);
            var same = e.Equals(a) || Math.Abs(e - a) <= Math.Max(tolerance.Relative * Math.Abs(e), tolerance.Absolute);
            Assert.True(same, $"{what}: [{string.Join(", ", actual)}], the formula gives [{string.Join(", ", expected)}]");
        }
    }
}
