using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public sealed class ActivationTests : IDisposable
{
    private static readonly double[] Values = [-8, -1, -0.25, 0, 0.5, 2, 7];

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. Table.Keys];

    private static readonly Dictionary<string, (Func<Tensor, Tensor> Function, Func<double, double> Expected)> Table = new()
    {
        ["softplus"] = (x => functional.softplus(x), Softplus),
        ["softplus beta"] = (x => functional.softplus(x, 2, 3), v => 2 * v > 3 ? v : Softplus(2 * v) / 2),
        ["gelu"] = (x => functional.gelu(x), v => v * NormalCdf(v)),
        ["logsigmoid"] = (x => functional.logsigmoid(x), v => -Softplus(-v)),
        ["silu"] = (x => functional.silu(x), v => v / (1 + Math.Exp(-v))),
        ["elu"] = (x => functional.elu(x, 1.5), v => v > 0 ? v : 1.5 * (Math.Exp(v) - 1)),
        ["leaky_relu"] = (x => functional.leaky_relu(x), v => v > 0 ? v : 0.01 * v),
        ["relu6"] = (x => functional.relu6(x), v => Math.Clamp(v, 0, 6)),
        ["tanh"] = (x => functional.tanh(x), Math.Tanh),
        ["celu"] = (x => x.celu(0.5), v => Math.Max(0, v) + Math.Min(0, 0.5 * (Math.Exp(v / 0.5) - 1))),
        ["hardsigmoid"] = (x => x.hardsigmoid(), v => Math.Clamp(v / 6 + 0.5, 0, 1)),
        ["hardswish"] = (x => x.hardswish(), v => v * Math.Clamp(v / 6 + 0.5, 0, 1)),
        ["prelu"] = (x => x.prelu(Numbers.Doubles(0.2)), v => v > 0 ? v : 0.2 * v),
        ["selu"] = (x => x.selu(), v => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * (Math.Exp(v) - 1))),
        ["in place silu"] = (x => functional.silu(x, true), v => v / (1 + Math.Exp(-v))),
        ["in place tanh"] = (x => functional.tanh(x, true), Math.Tanh),
        ["in place leaky_relu"] = (x => functional.leaky_relu(x, 0.1, true), v => v > 0 ? v : 0.1 * v),
        ["in place relu6"] = (x => functional.relu6(x, true), v => Math.Clamp(v, 0, 6)),
    };

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void ActivationsFollowTheirFormulas(string name)
    {
        var (function, expected) = Table[name];
        var input = Numbers.Doubles(Values);
        Numbers.AssertNear([.. Values.Select(expected)], function(input), 1e-7);
        Numbers.AssertNear(name.StartsWith("in place", StringComparison.Ordinal) ? [.. Values.Select(expected)] : Values, input, 1e-7);
    }

    [Fact]
    public void AxesAreHalvedNormalizedAndTurnedIntoProbabilities()
    {
        var input = Numbers.Doubles(1, 3, 0, 2).reshape(2, 2);
        Numbers.AssertNear([1 / (1 + Math.Exp(-3)), 0], functional.glu(input));
        Numbers.AssertNear([1 / (1 + Math.Exp(-2)), 1 / (1 + Math.Exp(2))], functional.softmin(Numbers.Doubles(1, 3), 0));
        var rows = functional.layer_norm(input, [2], weight: Numbers.Doubles(1, 2), bias: Numbers.Doubles(0, 10), eps: 0);
        Numbers.AssertNear([-1, 12, -1, 12], rows);
    }

    private static double Softplus(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));

    // Integrated by Simpson's rule from 0, so as not to lean on an error function.
    private static double NormalCdf(double x)
    {
        const int Steps = 2000;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
        {
            var t = x * i / Steps;
            sum += (i == 0 || i == Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-t * t / 2);
        }
        return 0.5 + sum * x / Steps / 3 / Math.Sqrt(2 * Math.PI);
    }
}
