namespace Gen.Training.Tests;

/// <summary>The hooks of an experiment, of which <c>Report</c> (after an epoch) and <c>Tell</c> (of an exception) fail.</summary>
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
        _hook = "Tell";
        if (atException is not null)
            throw atException;
    }
}
