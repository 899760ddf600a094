using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.LibTorch;

// Each optimizer against its equations as its paper (see the optimizer) or torch's documentation has them, written for one number.
public class AdaptiveOptimizerTests
{
    [Theory]
    [InlineData(0, 0, false, false)]
    [InlineData(0.1, 0.9, false, false)]
    [InlineData(0, 0, true, true)]
    [InlineData(0.1, 0.9, true, false)]
    public void RmsPropFollowsItsEquations(double decay, double momentum, bool centered, bool maximize) => Recursions.Compare(
        parameters => torch.optim.RMSProp(parameters, 0.05, 0.8, 1e-6, decay, momentum, centered, maximize),
        () =>
        {
            double square = 0, mean = 0, velocity = 0;
            return (x, step) =>
            {
                var gradient = (maximize ? -1 : 1) * Recursions.Gradient(x, step) + decay * x;
                square = 0.8 * square + 0.2 * gradient * gradient;
                mean = 0.8 * mean + 0.2 * gradient;
                var scaled = gradient / (Math.Sqrt(centered ? square - mean * mean : square) + 1e-6);
                velocity = momentum * velocity + scaled;
                return x - 0.05 * velocity;
            };
        });

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 0.2, 0.3)]
    public void AdagradFollowsItsEquations(double rateDecay, double decay, double initial) => Recursions.Compare(
        parameters => torch.optim.Adagrad(parameters, 0.1, rateDecay, decay, initial, 1e-6),
        () =>
        {
            var sum = initial;
            return (x, step) =>
            {
                var gradient = Recursions.Gradient(x, step) + decay * x;
                sum += gradient * gradient;
                return x - 0.1 / (1 + (step - 1) * rateDecay) * gradient / (Math.Sqrt(sum) + 1e-6);
            };
        });

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, true)]
    public void AdadeltaFollowsItsEquations(double decay, bool maximize) => Recursions.Compare(
        parameters => torch.optim.Adadelta(parameters, 0.7, 0.8, 1e-4, decay, maximize),
        () =>
        {
            double squares = 0, steps = 0;
            return (x, step) =>
            {
                var gradient = (maximize ? -1 : 1) * Recursions.Gradient(x, step) + decay * x;
                squares = 0.8 * squares + 0.2 * gradient * gradient;
                var delta = Math.Sqrt(steps + 1e-4) / Math.Sqrt(squares + 1e-4) * gradient;
                steps = 0.8 * steps + 0.2 * delta * delta;
                return x - 0.7 * delta;
            };
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void AdamaxFollowsItsEquations(double decay) => Recursions.Compare(
        parameters => torch.optim.Adamax(parameters, 0.1, 0.8, 0.9, 1e-6, decay),
        () =>
        {
            double mean = 0, largest = 0;
            return (x, step) =>
            {
                var gradient = Recursions.Gradient(x, step) + decay * x;
                mean = 0.8 * mean + 0.2 * gradient;
                largest = Math.Max(0.9 * largest, Math.Abs(gradient) + 1e-6);
                return x - 0.1 / (1 - Math.Pow(0.8, step)) * mean / largest;
            };
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void NAdamFollowsItsEquations(double decay) => Recursions.Compare(
        parameters => torch.optim.NAdam(parameters, 0.1, 0.8, 0.9, 1e-6, decay, 0.05),
        () =>
        {
            double mean = 0, square = 0, product = 1;
            double Momentum(int step) => 0.8 * (1 - 0.5 * Math.Pow(0.96, step * 0.05));
            return (x, step) =>
            {
                var gradient = Recursions.Gradient(x, step) + decay * x;
                product *= Momentum(step);
                mean = 0.8 * mean + 0.2 * gradient;
                square = 0.9 * square + 0.1 * gradient * gradient;
                var corrected = Momentum(step + 1) * mean / (1 - product * Momentum(step + 1)) + (1 - Momentum(step)) * gradient / (1 - product);
                return x - 0.1 * corrected / (Math.Sqrt(square / (1 - Math.Pow(0.9, step))) + 1e-6);
            };
        });

    [Theory]
    [InlineData(1e6, 0, false)]
    [InlineData(3, 0.1, true)]
    public void AveragedDescentFollowsItsEquations(double from, double decay, bool maximize) => Recursions.Compare(
        parameters => torch.optim.ASGD(parameters, 0.01, 0.1, 0.7, from, decay, maximize),
        () =>
        {
            var rate = 0.01;
            return (x, step) =>
            {
                var gradient = (maximize ? -1 : 1) * Recursions.Gradient(x, step) + decay * x;
                x = x * (1 - 0.1 * rate) - rate * gradient;
                rate = 0.01 / Math.Pow(1 + 0.1 * 0.01 * step, 0.7);
                return x;
            };
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RpropFollowsItsEquations(bool maximize) => Recursions.Compare(
        parameters => torch.optim.Rprop(parameters, 0.3, 0.5, 1.2, 1e-3, 0.5, maximize),
        () =>
        {
            double size = 0.3, before = 0;
            return (x, step) =>
            {
                var gradient = (maximize ? -1 : 1) * Recursions.Gradient(x, step);
                var sign = Math.Sign(gradient * before);
                size = Math.Clamp(size * (sign > 0 ? 1.2 : sign < 0 ? 0.5 : 1), 1e-3, 0.5);
                before = sign < 0 ? 0 : gradient;
                return x - Math.Sign(before) * size;
            };
        });
}
