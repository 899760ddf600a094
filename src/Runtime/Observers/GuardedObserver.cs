using Microsoft.Extensions.Logging;

namespace Gen.Observers;

/// <summary>An optional observer: its failures are reported in the run's log and go no further.</summary>
internal sealed class GuardedObserver(IRunObserver inner) : IRunObserver
{
    public void OnEvent(in RunEvent runEvent)
    {
        try
        {
            inner.OnEvent(runEvent);
        }
        catch (Exception e)
        {
            runEvent.Run.Report(LogLevel.Warning,
                $"The observer {inner.GetType().Name} failed at {runEvent.Kind}: {e.GetType().Name}: {e.Message}");
        }
    }
}
