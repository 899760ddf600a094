using Gen.Training.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

public class DeviceTests
{
    [Fact]
    public void Device_DiffersFromModelOfExistingOptimizer_FitThrowsAndEvaluateWarnsOnce()
    {
        using var problem = new RegressionProblem();
        using var error = new CapturedStandardError();
        using var trainer = new Trainer(problem.Model, problem.Optimizer, problem.Loss) { Device = new Device(DeviceType.CUDA, 1) };
        const string Message =
            "The model computes on cpu, where its weights are, but device is cuda:1. To change that, pass the optimizer's config, or call "
            + "model.to(device) before you create the optimizer.";
        Assert.Equal(Message, Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1)).Message);
        trainer.Evaluate(problem.Source());
        trainer.Evaluate(problem.Source());
        Assert.Equal($"warning: {Message}\n", error.Text);
    }

    [Fact]
    public void Device_OptimizerFromConfig_ModelIsMovedBeforeItsOptimizerIsCreated()
    {
        using var model = nn.Linear(3, 1);
        DeviceType? seen = null;
        var choice = OptimizerChoice.From(parameters =>
        {
            seen = parameters.First().device_type;
            return optim.SGD(parameters, 0.1);
        });
        using var input = ones(4, 3);

        // The meta device is always available, but does not compute.
        using var trainer = new Trainer(model, choice, batch => new StepResult(batch.Features.sum())) { Device = META };
        Assert.Equal(DeviceType.CPU, model.weight!.device_type);
        Assert.ThrowsAny<Exception>(() => trainer.Fit(new MemorySource(input, null, 2), 1));
        Assert.Equal(DeviceType.META, seen);
        Assert.Equal(DeviceType.META, model.weight!.device_type);
    }

    [Fact]
    public void Device_EqualsModel_DoesNotWarn()
    {
        using var problem = new RegressionProblem();
        using var error = new CapturedStandardError();
        using var trainer = new Trainer(problem.Model, problem.Optimizer, problem.Loss) { Device = CPU };
        trainer.Evaluate(problem.Source());
        Assert.Equal("", error.Text);
    }

    [Fact]
    public void ModelWithoutParameters_UsesBuffersThenDevice()
    {
        using var frozen = nn.BatchNorm1d(3, affine: false);
        using var none = nn.ReLU();
        Assert.Equal(DeviceType.CPU, DeviceOf(frozen, new Device(DeviceType.CUDA, 0)).type);
        Assert.Equal(DeviceType.META, DeviceOf(none, META).type);
        Assert.Equal(DeviceType.CPU, DeviceOf(none, null).type);
    }

    [Fact]
    public void BatchesBroughtToTheDevice_AreFreedWithTheirStep()
    {
        // The meta device is always available, but does not compute.
        using var problem = new RegressionProblem(rows: 60);
        using var there = nn.Linear(3, 1);
        there.to(META);
        using var here = nn.Linear(1, 1);
        using var optimizer = optim.SGD(here.parameters(), 0.1);
        var counts = new List<long>();
        using var trainer = new Trainer(there, optimizer, batch => new StepResult(here.weight!.sum(), here.weight), new LambdaCallback
        {
            BatchBegin = c => Count(c),
            TestBatchBegin = c => Count(c),
            PredictBatchBegin = c => Count(c),
        });
        trainer.Fit(problem.Source(batch: 10), 1);
        AssertConstant();
        trainer.Evaluate(problem.Source(batch: 10));
        AssertConstant();
        trainer.Predict(problem.Source(batch: 10)).Dispose();

        // The predictions of earlier batches are kept.
        counts = [.. counts.Select((count, batch) => count - batch)];
        AssertConstant();

        void Count(TrainingContext context)
        {
            Assert.Equal(DeviceType.META, context.Batch.Input!.device_type);
            counts.Add(LiveTensors.Count());
        }

        void AssertConstant()
        {
            Assert.Equal(6, counts.Count);
            Assert.Single(counts.Skip(2).Distinct());
            counts.Clear();
        }
    }

    // The device is known before the first batch, so it need not exist.
    private static Device DeviceOf(nn.Module<Tensor, Tensor> model, Device? requested)
    {
        using var error = new CapturedStandardError();
        using var input = ones(2, 3);
        Device? seen = null;
        using var trainer = new Trainer(model, null, nn.MSELoss(), new LambdaCallback { PredictBegin = c => seen = c.Device })
        {
            Device = requested,
        };
        try
        {
            trainer.Predict(new MemorySource(input, null, 2)).Dispose();
        }
        catch (Exception) when (requested is not null)
        {
            // The meta device has no data to copy.
        }

        return seen!;
    }
}
