namespace Gen.Training.Tests;

/// <summary>An experiment whose hooks <c>Report</c> (after an epoch) and <c>Tell</c> (of an exception) fail.</summary>
internal sealed class FailingHooks(Exception? atEpochEnd, Exception? atException = null) : MonitorOnly(
    (atEpochEnd is null ? HookKinds.None : HookKinds.EpochEnd) | (atException is null ? HookKinds.None : HookKinds.Exception)), IExperimentHooks
{
    void IExperimentHooks.OnEpochEnd(TrainingContext context)
    {
        context.Hook = "Report";
        throw atEpochEnd!;
    }

    void IExperimentHooks.OnException(TrainingContext context, Exception exception)
    {
        context.Hook = "Tell";
        throw atException!;
    }
}
