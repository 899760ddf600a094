using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Gen.Training.Tests.Optimization;

public class ActivationConfigTests
{
    /// <summary>For each kind, configs with default and other entries, and what they compute.</summary>
    private static readonly (ActivationConfig Config, Func<Tensor, Tensor> Expected)[] s_functions =
    [
        (new ActivationConfig.Relu(), x => F.relu(x)),
        (new ActivationConfig.Relu6(), x => x.clamp(0, 6)),
        (new ActivationConfig.LeakyRelu(), x => where(x > 0, x, x * 0.01)),
        (new ActivationConfig.LeakyRelu { NegativeSlope = 0.3 }, x => where(x > 0, x, x * 0.3)),
        (new ActivationConfig.PRelu(), x => where(x > 0, x, x * 0.25)),
        (new ActivationConfig.PRelu { NumParameters = 3, Init = 0.5 }, x => where(x > 0, x, x * 0.5)),
        (new ActivationConfig.Elu(), x => where(x > 0, x, x.exp() - 1)),
        (new ActivationConfig.Elu { Alpha = 0.5 }, x => where(x > 0, x, (x.exp() - 1) * 0.5)),
        (new ActivationConfig.Celu { Alpha = 0.5 }, x => x.clamp(min: 0) + ((((x / 0.5).exp() - 1) * 0.5).clamp(max: 0))),
        (new ActivationConfig.Selu(), x => where(x > 0, x, (x.exp() - 1) * 1.6732632423543772) * 1.0507009873554805),
        (new ActivationConfig.Gelu(), x => x * 0.5 * (1 + (x / Math.Sqrt(2)).erf())),
        (
            new ActivationConfig.Gelu { Approximate = true },
            x => x * 0.5 * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.pow(3)))).tanh())
        ),
        (new ActivationConfig.Silu(), x => x * x.sigmoid()),
        (new ActivationConfig.Mish(), x => x * (1 + x.exp()).log().tanh()),
        (new ActivationConfig.Tanh(), x => x.tanh()),
        (new ActivationConfig.Sigmoid(), x => 1 / (1 + (-x).exp())),
        (new ActivationConfig.Softplus(), x => (1 + x.exp()).log()),
        (new ActivationConfig.Softplus { Beta = 2, Threshold = 3 }, x => where(x * 2 > 3, x, (1 + (x * 2).exp()).log() / 2)),
        (new ActivationConfig.Softsign(), x => x / (1 + x.abs())),
        (new ActivationConfig.Hardswish(), x => x * (x + 3).clamp(0, 6) / 6),
        (new ActivationConfig.Hardsigmoid(), x => (x + 3).clamp(0, 6) / 6),
        (new ActivationConfig.Hardtanh(), x => x.clamp(-1, 1)),
        (new ActivationConfig.Hardtanh { Minimum = -2, Maximum = 0.5 }, x => x.clamp(-2, 0.5)),
        (new ActivationConfig.Identity(), x => x.clone()),
    ];

    public static TheoryData<string> Texts => [.. s_functions.Select(f => f.Config.ToString())];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Create_AppliesFunction(string text)
    {
        using var scope = NewDisposeScope();
        var (config, expected) = s_functions.Single(f => f.Config.ToString() == text);
        var input = linspace(-9, 9, 300).reshape(100, 3);
        using var module = config.Create();
        Assert.True((module.call(input) - expected(input)).abs().max().ToDouble() < 2e-6);
    }

    [Fact]
    public void AllKinds_AreTested() => Assert.Equal(
        typeof(ActivationConfig).GetNestedTypes().Select(t => t.Name).Order(),
        s_functions.Select(f => f.Config.GetType().Name).Distinct().Order());

    [Fact]
    public void Hardtanh_EmptyRange_Throws() => Assert.Equal(
        "Hardtanh.Minimum: minimum must be less than maximum",
        Assert.Throws<ConfigException>(new ActivationConfig.Hardtanh { Minimum = 1 }.Create).Message);
}
