namespace Gen.Runtime.Tests.Support;

internal sealed class CollectingObserver : IRunObserver
{
    public System.Collections.Concurrent.ConcurrentQueue<RunEvent> Events { get; } = [];

    public IEnumerable<RunEventKind> Kinds => Events.Select(e => e.Kind);

    public void OnEvent(in RunEvent runEvent) => Events.Enqueue(runEvent);
}

internal sealed class ThrowingObserver : IRunObserver
{
    public void OnEvent(in RunEvent runEvent) => throw new InvalidOperationException("no connection");
}
