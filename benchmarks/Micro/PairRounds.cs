namespace Gen.Benchmarks;

/// <summary>All pairs that this program measures.</summary>
internal static class PairRounds
{
    public static void Run()
    {
        if (Session.Wants("captured-call")) CapturedCalls();
        MetricSetRounds.Run(Session.Rounds);
        PythonLoops.Run(Session.Rounds);
        TextRounds.Run(Session.Rounds);
        if (Session.Wants("training-memory")) LoopMemory.Run(10_000, 10_000, Session.Rounds);
    }

    private static void CapturedCalls()
    {
        var calls = new CapturedCall();
        var measured = Alternately.Run($"{CapturedCall.Calls} calls", Session.Rounds, ("plain", () => calls.Plain()), ("captured", () => calls.Captured()));
        Results.Add("captured-call", measured, 1, 0, "5 of 50 entries", "ns", CapturedCall.Calls);
    }
}
