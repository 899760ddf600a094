using Gen.Training.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Fitting;

public class DeviceTests
{
    [Fact]
    public void BatchesGoWhereTheModelIsAndTheLogSaysThatOnce()
    {
        using var problem = new SmallProblem();
        using var error = new StandardError();
        using var trainer = new Training.Trainer(null, problem.Model, problem.Optimizer, problem.Loss) { Device = new Device(DeviceType.CUDA, 1) };
        Assert.True(double.IsFinite(trainer.Fit(problem.Source(), 1, problem.Source()).Last("loss")));
        trainer.Evaluate(problem.Source());
        Assert.Equal(
            "warning: the model computes on cpu, where its weights are, though device is cuda:1; to change that, call model.to(device) before you make the optimizer\n",
            error.Text);
    }

    [Fact]
    public void WhereBothAgreeNothingIsSaid()
    {
        using var problem = new SmallProblem();
        using var error = new StandardError();
        using var trainer = new Training.Trainer(null, problem.Model, problem.Optimizer, problem.Loss) { Device = CPU };
        trainer.Evaluate(problem.Source());
        Assert.Equal("", error.Text);
    }

    [Fact]
    public void AModelWithoutParametersGoesByItsBuffersAndThenByTheDeviceAskedFor()
    {
        using var frozen = nn.BatchNorm1d(3, affine: false);
        using var none = nn.ReLU();
        Assert.Equal(DeviceType.CPU, DeviceOf(frozen, new Device(DeviceType.CUDA, 0)).type);
        Assert.Equal(DeviceType.META, DeviceOf(none, META).type);
        Assert.Equal(DeviceType.CPU, DeviceOf(none, null).type);
    }

    // Told before the first batch is touched: no such device need be there.
    private static Device DeviceOf(nn.Module<Tensor, Tensor> model, Device? asked)
    {
        using var error = new StandardError();
        using var input = ones(2, 3);
        Device? seen = null;
        using var trainer = new Training.Trainer(null, model, null, nn.MSELoss(), new LambdaCallback { PredictBegin = c => seen = c.Device }) { Device = asked };
        try
        {
            trainer.Predict(new MemorySource(input, null, 2)).Dispose();
        }
        catch (Exception) when (asked is not null)
        {
            // A prediction on a device without memory gives nothing to fetch.
        }

        return seen!;
    }
}
