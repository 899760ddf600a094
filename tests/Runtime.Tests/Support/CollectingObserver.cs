namespace Gen.Runtime.Tests.Support;

internal sealed class CollectingObserver : IRunObserver
{
    public List<RunEvent> Events { get; } = [];

    public IEnumerable<RunEventKind> Kinds => Events.Select(e => e.Kind);

    public void OnEvent(in RunEvent runEvent) => Events.Add(runEvent);
}

internal sealed class ThrowingObserver : IRunObserver
{
    public void OnEvent(in RunEvent runEvent) => throw new InvalidOperationException("no connection");
}
