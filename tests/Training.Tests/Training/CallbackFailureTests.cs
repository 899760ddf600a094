using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Training;

public sealed class CallbackFailureTests : IDisposable
{
    private readonly RegressionProblem _problem = new();

    [Fact]
    public void HookThrows_NamesHook() =>
        Assert.Equal(
            "Hook 'Report' failed in OnEpochEnd: the disk is gone",
            Failure(new FailingHooks(new InvalidOperationException("the disk is gone"))).Message
        );

    [Fact]
    public void UserError_KeepsMessageAndNamesCallback()
    {
        Assert.Equal("Hook 'Report': give a folder", Failure(new FailingHooks(new UserErrorException("give a folder"))).Message);
        Assert.Equal(
            "Callback LambdaCallback: give a folder",
            Failure(new LambdaCallback { BatchEnd = _ => throw new UserErrorException("give a folder") }).Message
        );
        Assert.Equal(
            "LambdaCallback needs a folder",
            Failure(new LambdaCallback { BatchEnd = _ => throw new TrainingException("LambdaCallback needs a folder") }).Message
        );
    }

    [Fact]
    public void CancellationNotRequested_IsAFailure()
    {
        Exception? reported = null;
        var failure = Failure(
            new LambdaCallback
            {
                EpochEnd = _ => throw new TaskCanceledException("the upload took too long"),
                Failed = (_, e) => reported = e,
            }
        );
        Assert.Equal("Callback LambdaCallback failed in OnEpochEnd: the upload took too long", failure.Message);
        Assert.Same(failure, reported);
    }

    [Fact]
    public void OnExceptionThrows_KeepsFirstFailure()
    {
        using var error = new CapturedStandardError();
        var reported = 0;
        var failure = Failure(
            new FailingHooks(new InvalidOperationException("first"), new InvalidOperationException("second")),
            new LambdaCallback { Failed = (_, _) => throw new InvalidOperationException("third") },
            new LambdaCallback { Failed = (_, _) => reported++ });
        Assert.Equal("Hook 'Report' failed in OnEpochEnd: first", failure.Message);
        Assert.Equal(
            "warning: While the failure was reported, hook 'Cleanup' failed in OnException: second\nwarning: While the failure was reported, "
            + "callback LambdaCallback failed in OnException: third\n",
            error.Text);
        Assert.Equal(1, reported);
    }

    public void Dispose() => _problem.Dispose();

    private TrainingException Failure(params Callback[] callbacks)
    {
        using var trainer = new Trainer(_problem.Model, _problem.Optimizer, _problem.Loss, callbacks);
        return Assert.Throws<TrainingException>(() => trainer.Fit(_problem.Source(), 2));
    }
}
