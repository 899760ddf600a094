using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Compares the gradients that torch computes with central differences, in float64.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-6;

    public static void Check(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        foreach (var input in inputs) input.requires_grad = true;
        var output = function(inputs);

        // A weighted sum, so that no two elements of the result can stand in for each other.
        var weights = arange(1, output.numel() + 1, dtype: float64).reshape(output.shape).sqrt();
        (output * weights).sum().backward();
        for (var i = 0; i < inputs.Length; i++)
        {
            var gradient = inputs[i].grad;
            Assert.NotNull(gradient);
            Assert.Equal(inputs[i].shape, gradient.shape);
            Compare(i, gradient.ToDoubles(), Differences(function, inputs, inputs[i], weights));
        }
    }

    private static double[] Differences(Func<Tensor[], Tensor> function, Tensor[] inputs, Tensor varied, Tensor weights)
    {
        using var _ = no_grad();
        var differences = new double[varied.numel()];
        for (var i = 0; i < differences.Length; i++)
        {
            var before = At(varied, i);
            At(varied, i) = before + Step;
            var above = (function(inputs) * weights).sum().ToDouble();
            At(varied, i) = before - Step;
            var below = (function(inputs) * weights).sum().ToDouble();
            At(varied, i) = before;
            differences[i] = (above - below) / (2 * Step);
        }
        return differences;
    }

    private static ref double At(Tensor tensor, int position) => ref MemoryMarshal.Cast<byte, double>(tensor.bytes)[position];

    private static void Compare(int input, double[] gradient, double[] differences)
    {
        for (var i = 0; i < gradient.Length; i++)
            Assert.True(
                Math.Abs(gradient[i] - differences[i]) <= 1e-5 * Math.Max(1, Math.Abs(differences[i])),
                $"input {input}, element {i}: gradient {gradient[i]}, difference {differences[i]}");
    }
}
