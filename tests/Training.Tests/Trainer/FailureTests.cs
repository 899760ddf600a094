using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Fitting;

public sealed class FailureTests : IDisposable
{
    private readonly SmallProblem _problem = new();

    [Fact]
    public void AHookThatFailsIsNamed() =>
        Assert.Equal("hook 'Report' failed at EpochEnd: the disk is gone", Failure(new FailingHooks(new InvalidOperationException("the disk is gone"))).Message);

    [Fact]
    public void ASentenceForTheUserIsNamedAndRemainsOne()
    {
        Assert.Equal("hook 'Report': give a folder", Failure(new FailingHooks(new UserErrorException("give a folder"))).Message);
        Assert.Equal("callback LambdaCallback: give a folder", Failure(null, new LambdaCallback { BatchEnd = _ => throw new UserErrorException("give a folder") }).Message);
        Assert.Equal("LambdaCallback needs a folder", Failure(null, new LambdaCallback { BatchEnd = _ => throw new TrainingException("LambdaCallback needs a folder") }).Message);
    }

    [Fact]
    public void ACancellationThatNobodyAskedForIsAFailureLikeOthers()
    {
        Exception? told = null;
        var failure = Failure(null, new LambdaCallback { EpochEnd = _ => throw new TaskCanceledException("the upload took too long"), Failed = (_, e) => told = e });
        Assert.Equal("callback LambdaCallback failed at EpochEnd: the upload took too long", failure.Message);
        Assert.Same(failure, told);
    }

    [Fact]
    public void WhatFailsWhileAFailureIsToldDoesNotHideItAndTheOthersAreTold()
    {
        using var error = new StandardError();
        var told = 0;
        var failure = Failure(
            new FailingHooks(new InvalidOperationException("first"), new InvalidOperationException("second")),
            new LambdaCallback { Failed = (_, _) => throw new InvalidOperationException("third") },
            new LambdaCallback { Failed = (_, _) => told++ });
        Assert.Equal("hook 'Report' failed at EpochEnd: first", failure.Message);
        Assert.Equal(
            "warning: while it was told of the failure, hook 'Tell' failed at Exception: second\nwarning: while it was told of the failure, callback LambdaCallback failed at Exception: third\n",
            error.Text);
        Assert.Equal(1, told);
    }

    public void Dispose() => _problem.Dispose();

    private TrainingException Failure(IExperimentHooks? hooks, params Callback[] callbacks)
    {
        using var trainer = new Training.Trainer(hooks, _problem.Model, _problem.Optimizer, _problem.Loss, callbacks);
        return Assert.Throws<TrainingException>(() => trainer.Fit(_problem.Source(), 2));
    }
}
