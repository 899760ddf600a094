namespace Gen.Training.Tests;

/// <summary>Hooks that throw: <c>Report</c> at the end of an epoch, and <c>Cleanup</c> after an exception.</summary>
internal sealed class FailingHooks(Exception? atEpochEnd, Exception? atException = null) : Callback
{
    private string _hook = "";

    public override string Subject => $"hook '{_hook}'";

    public override void OnEpochEnd(TrainingContext context)
    {
        _hook = "Report";
        throw atEpochEnd ?? new InvalidOperationException("there is no exception to throw");
    }

    public override void OnException(TrainingContext context, Exception exception)
    {
        _hook = "Cleanup";
        if (atException is not null)
            throw atException;
    }
}
