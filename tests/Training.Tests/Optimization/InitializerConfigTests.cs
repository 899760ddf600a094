using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Optimization;

/// <summary>Initializers equal torch's functions, or their formulas where those of TorchSharp are wrong.</summary>
public sealed class InitializerConfigTests : IDisposable
{
    private static readonly (InitializerConfig Config, Func<Tensor, Tensor> Torch)[] s_functions =
    [
        (new InitializerConfig.XavierUniform(), t => init.xavier_uniform_(t)),
        (new InitializerConfig.XavierUniform { Gain = 2 }, t => init.xavier_uniform_(t, 2)),
        (new InitializerConfig.KaimingUniform(), t => init.kaiming_uniform_(t, nonlinearity: init.NonlinearityType.ReLU)),
        (
            new InitializerConfig.KaimingUniform { A = 0.2, Mode = init.FanInOut.FanOut, NonLinearity = init.NonlinearityType.LeakyReLU },
            t => init.kaiming_uniform_(t, 0.2, init.FanInOut.FanOut, init.NonlinearityType.LeakyReLU)
        ),
        (
            new InitializerConfig.KaimingNormal { Mode = init.FanInOut.FanOut },
            t => init.kaiming_normal_(t, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU)
        ),
        (new InitializerConfig.Orthogonal { Gain = 3 }, t => init.orthogonal_(t, 3)),
        (new InitializerConfig.Normal { Mean = 1, Std = 0.5 }, t => init.normal_(t, 1, 0.5)),
        (new InitializerConfig.Uniform { Low = 2, High = 3 }, t => init.uniform_(t, 2, 3)),
        (new InitializerConfig.Constant { Value = 0.7 }, t => init.constant_(t, 0.7)),
        (new InitializerConfig.Zeros(), t => init.zeros_(t)),
    ];

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Texts => [.. s_functions.Select(f => f.Config.ToString())];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Apply_EqualsTorchsFunction(string text)
    {
        var (config, function) = s_functions.Single(f => f.Config.ToString() == text);
        var (own, expected) = (ones(20, 6, 3), ones(20, 6, 3));
        random.manual_seed(3).Dispose();
        config.Apply(own);
        random.manual_seed(3).Dispose();
        function(expected);
        Assert.Equal(expected.data<float>().ToArray(), own.data<float>().ToArray());
    }

    [Fact]
    public void AllKinds_AreTested() => Assert.Equal(
        typeof(InitializerConfig).GetNestedTypes().Select(t => t.Name).Order(),
        s_functions.Select(f => f.Config.GetType().Name)
            .Concat(["TruncatedNormal", "XavierNormal"])
            .Distinct()
            .Order());

    // A weight of a convolution with 200 outputs, 100 inputs and a kernel of 3: fan-in 300, fan-out 600.
    public static TheoryData<InitializerConfig, double, double, double> Distributions => new()
    {
        // The mean, the standard deviation, and the largest distance from the mean.
        { new InitializerConfig.XavierUniform { Gain = 2 }, 0, 2 * Math.Sqrt(2.0 / 900), 2 * Math.Sqrt(6.0 / 900) },
        { new InitializerConfig.XavierNormal { Gain = 2 }, 0, 2 * Math.Sqrt(2.0 / 900), double.PositiveInfinity },
        { new InitializerConfig.KaimingUniform(), 0, Math.Sqrt(2.0 / 300), Math.Sqrt(6.0 / 300) },
        { new InitializerConfig.KaimingNormal { Mode = init.FanInOut.FanOut }, 0, Math.Sqrt(2.0 / 600), double.PositiveInfinity },
        {
            new InitializerConfig.KaimingNormal { A = 0.5, NonLinearity = init.NonlinearityType.LeakyReLU },
            0,
            Math.Sqrt(2 / 1.25 / 300),
            double.PositiveInfinity
        },
        {
            new InitializerConfig.KaimingNormal { NonLinearity = init.NonlinearityType.Tanh },
            0,
            5.0 / 3 / Math.Sqrt(300),
            double.PositiveInfinity
        },
        { new InitializerConfig.Normal(), 0, 0.02, double.PositiveInfinity },
        { new InitializerConfig.Uniform(), 0, 0.1 / Math.Sqrt(12), 0.05 },
        // scipy.stats.truncnorm(-c, c).std() is 0.87963 for 2, 0.53964 for 1.
        { new InitializerConfig.TruncatedNormal(), 0, 0.02 * 0.87963, 0.04 },
        { new InitializerConfig.TruncatedNormal { Mean = 1, Std = 0.5, Cutoff = 1 }, 1, 0.5 * 0.53964, 0.5 },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Apply_HasDistribution(InitializerConfig config, double mean, double std, double range)
    {
        random.manual_seed(3).Dispose();
        var weight = zeros([200, 100, 3], float64);
        config.Apply(weight);
        Assert.Equal(mean, weight.mean().ToDouble(), 0.01 * std);
        Assert.InRange(weight.std().ToDouble() / std, 0.99, 1.01);
        var distance = (weight - mean).abs().max().ToDouble();
        if (double.IsFinite(range))
            Assert.InRange(distance / range, 0.99, 1 + 1e-9);
        else
            Assert.InRange(distance / std, 3.5, 8);
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(10, 4)]
    public void Orthogonal_HasOrthogonalRowsOrColumns(int rows, int columns)
    {
        var weight = zeros([rows, columns], float64);
        new InitializerConfig.Orthogonal { Gain = 3 }.Apply(weight);
        var product = rows < columns ? weight.mm(weight.T) : weight.T.mm(weight);
        Assert.True((product - (eye(4, dtype: float64) * 9)).abs().max().ToDouble() < 1e-5);
    }

    [Fact]
    public void ApplyToModel_SetsWeightsAndBiases()
    {
        var frozen = Embedding(5, 4);
        frozen.weight!.requires_grad = false;
        using var model = Sequential(
            ("linear", Linear(4, 3)), ("conv", Conv2d(2, 3, 2)), ("words", Embedding(5, 4)), ("given", frozen),
            ("norm", BatchNorm1d(3)), ("slope", PReLU(3)));
        var kept = frozen.weight.clone();

        new InitializerConfig.Constant { Value = 0.5 }.Apply(model);

        foreach (var (name, parameter) in model.named_parameters())
        {
            var expected = name switch
            {
                "given.weight" => kept,
                "norm.weight" => ones_like(parameter),
                "slope.weight" => full_like(parameter, 0.25),
                _ when name.Contains("bias") => zeros_like(parameter),
                _ => full_like(parameter, 0.5),
            };
            Assert.True(expected.eq(parameter).all().ToBoolean(), name);
            Assert.Equal(name != "given.weight", parameter.requires_grad);
        }
    }

    [Fact]
    public void ApplyToModel_SetsRecurrentLayers()
    {
        using var lstm = LSTM(4, 3, 2);
        new InitializerConfig.Constant { Value = 0.5 }.Apply(lstm);
        Assert.Equal(8, lstm.named_parameters().Count());
        Assert.All(lstm.named_parameters(), p => Assert.True(
            p.parameter.eq(p.name.StartsWith("weight_", StringComparison.Ordinal) ? 0.5 : 0).all().ToBoolean(), p.name));
    }

    [Fact]
    public void ApplyToModel_SameSeed_IsSame()
    {
        using var first = Sequential(("a", Linear(4, 3)), ("b", Linear(3, 2)));
        using var second = Sequential(("a", Linear(4, 3)), ("b", Linear(3, 2)));
        foreach (var model in (Sequential[])[first, second])
        {
            random.manual_seed(5).Dispose();
            new InitializerConfig.KaimingNormal().Apply(model);
        }

        Assert.All(first.parameters().Zip(second.parameters()), p => Assert.True(p.First.eq(p.Second).all().ToBoolean()));
    }

    [Fact]
    public void Uniform_EmptyRange_Throws() => Assert.Equal(
        "Uniform.Low: low must not be greater than high",
        Assert.Throws<ConfigException>(() => new InitializerConfig.Uniform { Low = 1 }.Apply(zeros(2))).Message);
}
