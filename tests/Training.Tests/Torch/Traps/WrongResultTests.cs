using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch.Traps;

/// <summary>
/// The functions in docs/torchsharp-traps.md that TorchSharp computes wrongly. If a test fails, the error is fixed: remove it from the
/// page.
/// </summary>
public sealed class WrongResultTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Fact]
    public void Hardtanh_NotInPlace_ReturnsItsInput()
    {
        var input = tensor(new[] { -3f, 0.5f, 3f });
        Assert.Same(input, input.hardtanh(-1, 1));
        Assert.Same(input, nn.functional.hardtanh(input));
        Assert.Equal([-3f, 0.5f, 3f], Values(nn.Hardtanh().call(input)));
        Assert.Equal([-1f, 0.5f, 1f], Values(input.clamp(-1, 1)));
    }

    [Fact]
    public void Elu_InPlace_DoesNotChangeInput()
    {
        var input = tensor(new[] { -1f });
        Assert.Equal(Math.Exp(-1) - 1, input.elu_().ToDouble(), 6);
        Assert.Equal(-1, input.ToDouble());
        input.elu_(1, 1, 1);
        Assert.Equal(Math.Exp(-1) - 1, input.ToDouble(), 6);
    }

    [Fact]
    public void Erfinv_StaticFunction_ComputesErf()
    {
        var input = tensor(0.5, float64);
        Assert.Equal(input.erf().ToDouble(), erfinv(input).ToDouble());
        Assert.Equal(0.4769362762, input.erfinv().ToDouble(), 9);
        Assert.Equal(0.4769362762, special.erfinv(input).ToDouble(), 9);
    }

    [Fact]
    public void Baddbmm_AnyArguments_AreSwapped()
    {
        Tensor added = full([1, 2, 2], 100f), left = ones(1, 2, 2), right = full([1, 2, 2], 3f);
        Assert.Equal([203f, 203f, 203f, 203f], Values(baddbmm(added, left, right)));
        Assert.Equal([106f, 106f, 106f, 106f], Values(added + bmm(left, right)));
    }

    [Fact]
    public void VarMean_AllElements_ReturnsStandardDeviation()
    {
        var input = tensor(new[] { 0.0, 10.0 });
        Assert.Equal(Math.Sqrt(50), var_mean(input).var.ToDouble(), 9);
        Assert.Equal(50, input.var().ToDouble(), 9);
        Assert.Equal(50, var_mean(input, 0L).var.ToDouble(), 9);
    }

    [Fact]
    public void Var_AllElements_IgnoresUnbiased()
    {
        var input = tensor(new[] { 0.0, 10.0 });
        Assert.Equal(50, input.var(unbiased: false).ToDouble(), 9);
        Assert.Equal(25, input.var(0L, unbiased: false).ToDouble(), 9);
        Assert.Equal(5, input.std(unbiased: false).ToDouble(), 9);
    }

    [Fact]
    public void Sum_LiteralZero_SumsAllElementsAsBytes()
    {
        var input = ones(2, 300);
#pragma warning disable GEN024 // The rule reports this error, which the test checks.
        Assert.Equal((ScalarType.Byte, 600 % 256), (input.sum(0).dtype, input.sum(0).ToInt32()));
        Assert.Equal((ScalarType.Byte, 1), (input.prod(0).dtype, input.prod(0).ToInt32()));
#pragma warning restore GEN024
        Assert.Equal([300], input.sum(dim: 0).shape);
        Assert.Equal([2], input.sum(1).shape);
    }

    [Fact]
    public void Tensordot_NumberOfAxes_Throws()
    {
        Tensor left = ones(2, 3), right = ones(3, 2);
        Assert.Throws<IndexOutOfRangeException>(() => tensordot(left, right, 1));
        Assert.Equal([3f, 3f, 3f, 3f], Values(tensordot(left, right, [1], [0])));
    }

    /// <summary>Calls pass wrong arguments, and throw or abort the process at random.</summary>
    [Theory]
    [InlineData("nanmean", 4)] // 5 in C++
    [InlineData("rand_out", 3)] // 4
    [InlineData("randn_out", 3)] // 4
    [InlineData("randint_out", 4)] // 6
    [InlineData("var", 2)] // 1
    public void NativeFunction_HasWrongNumberOfParameters(string name, int declared)
    {
        var methods = typeof(torch).Assembly.GetType("TorchSharp.PInvoke.NativeMethods")!;
        var native = methods.GetMethod($"THSTensor_{name}", BindingFlags.Static | BindingFlags.NonPublic)!;
        Assert.Equal(declared, native.GetParameters().Length);
    }

    [Fact]
    public void Nanmean_Alternative_IgnoresNaN()
    {
        var input = tensor(new[] { 1f, float.NaN, 3f });
        Assert.Equal(2, (input.nansum() / input.isnan().logical_not().sum()).ToDouble());
    }

    [Fact]
    public void LSTMCell_NoState_Throws()
    {
        using var cell = nn.LSTMCell(3, 2);
        var input = zeros(4, 3);
        Assert.ThrowsAny<ExternalException>(() => cell.call(input));
        Assert.Equal([4, 2], cell.call(input, (zeros(4, 2), zeros(4, 2))).Item1.shape);
    }

    [Fact]
    public void Grad_UnusedInput_ReturnsInvalidTensor()
    {
        Tensor used = zeros(1, requires_grad: true), unused = zeros(1, requires_grad: true);
#pragma warning disable GEN026 // Allowed to be unused.
        Assert.True(autograd.grad([used.sum()], [unused], allow_unused: true)[0].IsInvalid);
#pragma warning restore GEN026
    }

    [Fact]
    public void CyclicLR_Rising_ExceedsMaxMomentum()
    {
        using var parameter = new TorchSharp.Modules.Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 0.1, momentum: 0.9);
        var schedule = optim.lr_scheduler.CyclicLR(optimizer, 0.1, max_lr: 1, step_size_up: 4, base_momentum: 0.8, max_momentum: 0.9);
        for (var i = 0; i < 2; i++) schedule.step();
        Assert.True(((optim.IMomentum)optimizer.ParamGroups.Single()).Momentum > 0.9);
    }

    [Fact]
    public void RAdam_FromSixthStep_AppliesLearningRateTwice()
    {
        Assert.Equal(2, LastStep(1, 5) / LastStep(0.5, 5), 4);
        Assert.Equal(4, LastStep(1, 6) / LastStep(0.5, 6), 4);
    }

    public void Dispose() => _scope.Dispose();

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    // Returns the change of the parameter in the last of several steps with gradient 1.
    private static double LastStep(double learningRate, int steps)
    {
        using var parameter = new TorchSharp.Modules.Parameter(zeros(1, float64));
        using var optimizer = optim.RAdam([parameter], learningRate);
        var before = 0.0;
        for (var i = 0; i < steps; i++)
        {
            before = parameter.ToDouble();
            optimizer.zero_grad();
            parameter.sum().backward();
            optimizer.step();
        }

        return parameter.ToDouble() - before;
    }
}
