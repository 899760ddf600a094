using Gen.Training.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch;

public class OptimizerTests
{
    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0.1, false, false)]
    [InlineData(0, true, false)]
    [InlineData(0.1, true, true)]
    public void AdamFollowsItsEquations(double decay, bool amsgrad, bool maximize) => Recursions.Compare(
        parameters => torch.optim.Adam(parameters, 0.1, 0.8, 0.9, 1e-6, decay, amsgrad, maximize),
        Moments(decay, 0, amsgrad, maximize));

    [Theory]
    [InlineData(0.1, false, false)]
    [InlineData(0.1, true, true)]
    public void AdamWDecaysApartFromTheGradient(double decay, bool amsgrad, bool maximize) => Recursions.Compare(
        parameters => torch.optim.AdamW(parameters, 0.1, 0.8, 0.9, 1e-6, decay, amsgrad, maximize),
        Moments(0, decay, amsgrad, maximize));

    [Theory]
    [InlineData(0, 0, 0, false, false)]
    [InlineData(0.9, 0, 0, false, false)]
    [InlineData(0.9, 0.2, 0.1, false, true)]
    [InlineData(0.9, 0, 0.1, true, false)]
    public void GradientDescentFollowsItsEquations(double momentum, double dampening, double decay, bool nesterov, bool maximize)
    {
        double? velocity = null;
        Recursions.Compare(
            parameters => torch.optim.SGD(parameters, 0.01, momentum, dampening, decay, nesterov, maximize),
            () =>
            {
                velocity = null;
                return (x, step) =>
                {
                    var gradient = Recursions.Gradient(x, step) + decay * x;
                    velocity = velocity is null ? gradient : momentum * velocity + (1 - dampening) * gradient;
                    var direction = momentum == 0 ? gradient : nesterov ? gradient + momentum * velocity.Value : velocity.Value;
                    return x + (maximize ? 0.01 : -0.01) * direction;
                };
            });
    }

    [Fact]
    public void ParametersWithoutAGradientStayAndCountNoStep()
    {
        using var scope = NewDisposeScope();
        Parameter first = torch.nn.Parameter(Numbers.Doubles(1)), second = torch.nn.Parameter(Numbers.Doubles(1));
        using var optimizer = torch.optim.Adam([first, second], 0.1);
        first.square().sum().backward();
        optimizer.step();
        Assert.Equal([1], second.ToDoubles());

        // The first step of Adam has the size of the learning rate whatever the gradient.
        optimizer.zero_grad();
        (second * 1000).sum().backward();
        optimizer.step();
        Numbers.AssertNear([0.9], second, 1e-6);
    }

    [Fact]
    public void TheLearningRateCanBeChanged()
    {
        using var scope = NewDisposeScope();
        var parameter = torch.nn.Parameter(Numbers.Doubles(1));
        using var optimizer = torch.optim.SGD([parameter], 0.5);
        var group = optimizer.ParamGroups.Single();
        Assert.Equal((0.5, 0.5), (group.LearningRate, group.InitialLearningRate));
        group.LearningRate = 0.25;
        parameter.sum().backward();
        optimizer.step();
        Assert.Equal([0.75], parameter.ToDoubles());
    }

    [Fact]
    public void AClosureComputesTheLossOfTheStep()
    {
        using var scope = NewDisposeScope();
        var parameter = torch.nn.Parameter(Numbers.Doubles(2));
        using var optimizer = torch.optim.SGD([parameter], 0.5);
        var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var output = parameter.square().sum();
            output.backward();
            return output;
        });
        Assert.Equal(4, loss!.ToDouble());
        Assert.Equal([0], parameter.ToDoubles());
    }

    [Fact]
    public void ClippingScalesAllGradientsTogether()
    {
        using var scope = NewDisposeScope();
        Parameter first = torch.nn.Parameter(Numbers.Doubles(0)), second = torch.nn.Parameter(Numbers.Doubles(0));
        (first * 3 + second * 4).sum().backward();
        Assert.Equal(5, torch.nn.utils.clip_grad_norm_([first, second], 1), 1e-9);
        Numbers.AssertNear([0.6], first.grad!, 1e-5);
        Numbers.AssertNear([0.8], second.grad!, 1e-5);
        Assert.Equal(1, torch.nn.utils.clip_grad_norm_([first, second], 10), 1e-5);
        Numbers.AssertNear([0.6], first.grad!, 1e-5);
    }

    private static Func<Func<double, int, double>> Moments(double coupled, double decoupled, bool amsgrad, bool maximize) => () =>
    {
        double mean = 0, square = 0, largest = 0;
        return (x, step) =>
        {
            var gradient = (maximize ? -1 : 1) * Recursions.Gradient(x, step) + coupled * x;
            x *= 1 - 0.1 * decoupled;
            mean = 0.8 * mean + 0.2 * gradient;
            square = 0.9 * square + 0.1 * gradient * gradient;
            largest = Math.Max(largest, square);
            var corrected = (amsgrad ? largest : square) / (1 - Math.Pow(0.9, step));
            return x - 0.1 * mean / (1 - Math.Pow(0.8, step)) / (Math.Sqrt(corrected) + 1e-6);
        };
    };
}
