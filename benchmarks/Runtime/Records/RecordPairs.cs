using Microsoft.Extensions.Logging.Abstractions;

namespace Gen.Benchmarks.Runtime.Records;

/// <summary>Scalars in a run's record beside lines of JSON; and what grows with their number, or with the number of runs.</summary>
internal static class RecordPairs
{
    private const int Beats = 100;

    public static void Run(string folder)
    {
        var runs = Path.Combine(folder, "runs");
        if (Session.Wants("run-record"))
        {
            var measured = Alternately.RunOnceARound("100,000 scalars over 100 heartbeats", Session.Rounds,
                new LocalRival("JSON lines", () => JsonLines.Write(Path.Combine(folder, "lines"), Beats), allThreads: true),
                new LocalRival("a run's record", () => Record(runs, Beats), allThreads: true),
                new LocalRival("a run without scalars", () => Empty(runs), allThreads: true));
            Results.Add("run-record", measured, 1, 0, "100,000 points, 10 names, 100 heartbeats", "ms");
        }

        if (Session.Wants("run-record-growth"))
        {
            var beats = Session.Short ? 20 : Beats;
            var measured = Alternately.RunOnceARound("Ten times the points and heartbeats", Session.Rounds,
                new LocalRival($"{beats},000 over {beats}", () => Record(runs, beats), allThreads: true),
                new LocalRival($"{beats}0,000 over {beats}0", () => Record(runs, 10 * beats), allThreads: true)
            );
            Results.Add(
                "run-record-growth",
                measured,
                1,
                0,
                $"{beats}0,000 points over {beats}0 heartbeats beside {beats},000 over {beats}",
                "ms"
            );
        }

        if (Session.Wants("run-index-growth"))
        {
            var (few, many) = (Numbered(Path.Combine(folder, "few"), 1_000), Numbered(Path.Combine(folder, "many"), 10_000));
            var measured = Alternately.Run(
                "A run that does nothing, among others",
                Session.Rounds,
                new LocalRival("1,000 others", () => Empty(few), allThreads: true),
                new LocalRival("10,000 others", () => Empty(many), allThreads: true)
            );
            Results.Add("run-index-growth", measured, 1, 0, "a run among 10,000 others beside 1,000 others", "ms");
        }
    }

    private static void Record(string runs, int beats)
    {
        var options = Options(runs);
        options.Observers.Add(new Pulse());
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(5);
        var run = Scalars.RunAsync(new Scalars { Beats = beats }, options).GetAwaiter().GetResult();
        var lines = File.ReadLines(Path.Combine(run.Directory!, "metrics.jsonl")).LongCount();
        if (lines != beats * Scalars.PointsPerBeat) throw new InvalidOperationException($"{lines} points were recorded.");
        Directory.Delete(run.Directory!, recursive: true);
    }

    private static void Empty(string runs)
    {
        var run = Configs.Fifty.RunAsync(new Configs.Fifty(), Options(runs)).GetAwaiter().GetResult();
        Directory.Delete(run.Directory!, recursive: true);
    }

    private static RunOptions Options(string runs) =>
        new()
        {
            RunsDirectory = runs,
            Capture = CaptureMode.No,
            LoggerFactory = NullLoggerFactory.Instance,
            Progress = false,
        };

    private static string Numbered(string runs, int count)
    {
        for (var id = 1; id <= count; id++)
            Directory.CreateDirectory(Path.Combine(runs, id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return runs;
    }
}
