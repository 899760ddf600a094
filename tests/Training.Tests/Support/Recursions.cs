using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Ten steps of an optimizer against ten of a scalar recursion, for each element by itself.</summary>
internal static class Recursions
{
    /// <summary>The gradient of x^4 / 4 + step * x.</summary>
    public static double Gradient(double x, int step) => x * x * x + step;

    public static void Compare(
        Func<Parameter[], optim.Optimizer> create,
        Func<Func<double, int, double>> recursion,
        double tolerance = 1e-9
    )
    {
        using var scope = NewDisposeScope();
        double[] expected = [0.5, -1, 2];
        var parameter = nn.Parameter(Numbers.Doubles(expected));
        using var optimizer = create([parameter]);
        foreach (ref var element in expected.AsSpan())
        {
            var update = recursion();
            for (var step = 1; step <= 10; step++) element = update(element, step);
        }
        for (var step = 1; step <= 10; step++) Step(optimizer, parameter, step);
        Numbers.AssertNear(expected, parameter, tolerance);
    }

    public static void Step(optim.Optimizer optimizer, Parameter parameter, int step)
    {
        optimizer.zero_grad();
        (parameter.pow(4) / 4 + parameter * step).sum().backward();
        optimizer.step();
    }
}
