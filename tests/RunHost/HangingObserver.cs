namespace Gen.RunHost;

/// <summary>An observer that never returns.</summary>
internal sealed class HangingObserver : IRunObserver
{
    public void OnEvent(in RunEvent runEvent) => Thread.Sleep(Timeout.Infinite);
}
