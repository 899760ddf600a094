namespace Gen.Runtime.Tests.Support;

/// <summary>An observer that hangs in the first event of a kind until it is disposed.</summary>
internal sealed class HangingObserver(RunEventKind kind) : IRunObserver, IDisposable
{
    private readonly ManualResetEventSlim _end = new();

    public ManualResetEventSlim Hangs { get; } = new();

    public CollectingObserver Received { get; } = new();

    public void OnEvent(in RunEvent runEvent)
    {
        Received.OnEvent(runEvent);
        if (runEvent.Kind != kind || Hangs.IsSet)
            return;
        Hangs.Set();
        _end.Wait();
    }

    public void Dispose() => _end.Set();
}
