namespace Gen.Benchmarks;

/// <summary>All pairs that this program measures.</summary>
internal static class PairRounds
{
    public static void Run()
    {
        if (Session.Wants("captured-call")) CapturedCalls();
        MetricSetRounds.Run(Session.Rounds);
        if (Session.Wants("training-loop")) TrainingLoop();
        PythonLoops.Run(Session.Rounds);
        TextRounds.Run(Session.Rounds);
        if (Session.Wants("training-memory")) LoopMemory.Run(10_000, 10_000, Session.Rounds);
    }

    private static void CapturedCalls()
    {
        var calls = new CapturedCall();
        var measured = Alternately.Run(
            $"{CapturedCall.Calls} calls",
            Session.Rounds,
            ("plain", () => calls.Plain()),
            ("captured", () => calls.Captured())
        );
        Results.Add("captured-call", measured, 1, 0, "5 of 50 entries", "ns", CapturedCall.Calls);
    }

    private static void TrainingLoop()
    {
        var steps = Session.Short ? 4 : 20;
        var folder = Directory.CreateTempSubdirectory("gen-training-").FullName;
        var laps = LoopRounds.Run(Session.Rounds, steps, "784-1000-500-10", new Training.TensorBoard(folder));
        Directory.Delete(folder, recursive: true);
        Results.Add(
            new()
            {
                Pair = "training-loop",
                Unit = "ms",
                Ours = Step(0),
                Theirs = Step(1),
                Size = $"{steps} steps a round, 1 thread",
            }
        );

        double[] Step(int rival) => [.. laps.Cpu(rival, LoopRounds.WarmUp).Select(t => t / steps)];
    }
}
