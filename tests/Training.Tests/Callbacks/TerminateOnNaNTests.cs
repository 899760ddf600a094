using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Callbacks;

public sealed class TerminateOnNaNTests : IDisposable
{
    private readonly RegressionProblem _problem = new();

    public void Dispose() => _problem.Dispose();

    [Fact]
    public void EveryNSteps_NaN_NamesFirstLayer()
    {
        SetNaN("last.weight");
        var (reason, history) = Fit(new TerminateOnNaN { EveryNSteps = 1 });
        Assert.Equal("the loss of epoch 1, batch 1 is NaN: layer 'last' is the first whose output is not finite", reason);
        Assert.Single(history.Epochs);
        Assert.Equal(reason, history.StopReason);
    }

    [Fact]
    public void EveryNSteps_NonFiniteData_NamesInputOrTargets()
    {
        using (NewDisposeScope())
            _problem.Input.fill_(float.PositiveInfinity);
        Assert.EndsWith("the input has values that are not finite", Fit(new TerminateOnNaN { EveryNSteps = 1 }).StopReason);
        using (NewDisposeScope())
        {
            _problem.Input.fill_(1);
            _problem.Target.fill_(float.NaN);
        }

        using var fresh = new RegressionProblem();
        var nan = new TerminateOnNaN { EveryNSteps = 1 };
        using var trainer = fresh.Trainer(nan);
        trainer.Fit(new MemorySource(_problem.Input, _problem.Target, 16), 3);
        Assert.EndsWith("the targets have values that are not finite", nan.StopReason);
    }

    [Fact]
    public void EpochEnd_NaN_NamesFirstParameter()
    {
        SetNaN("last.weight");
        var (reason, history) = Fit(new TerminateOnNaN());
        Assert.Equal(
            "the loss of epoch 1 is NaN: 4 of 4 parameters are not finite, the first is 'first.weight'; set EveryNSteps to 1 to find the "
            + "layer",
            reason
        );
        Assert.Single(history.Epochs);
    }

    [Fact]
    public void Fail_NaN_Throws()
    {
        SetNaN("first.bias");
        Assert.EndsWith(
            "layer 'first' is the first whose output is not finite.",
            Assert.Throws<TrainingException>(() => Fit(new TerminateOnNaN { EveryNSteps = 1, FailRun = true })).Message
        );
    }

    [Fact]
    public void FiniteLoss_FindsNothingAndLeaksNoTensor()
    {
        Fit(new TerminateOnNaN { EveryNSteps = 1 });
        var before = LiveTensors.Count();
        Assert.Null(Fit(new TerminateOnNaN { EveryNSteps = 1 }).StopReason);
        Assert.Equal(before, Tensor.TotalCount);
    }

    private void SetNaN(string parameter)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        _problem.Model.get_parameter(parameter)!.fill_(float.NaN);
    }

    private (string? StopReason, History History) Fit(TerminateOnNaN callback)
    {
        using var trainer = _problem.Trainer(callback);
        var history = trainer.Fit(_problem.Source(), 3);
        return (callback.StopReason, history);
    }
}
