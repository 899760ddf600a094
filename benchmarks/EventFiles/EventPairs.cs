using Gen.TensorBoard;

namespace Gen.Benchmarks.EventFiles;

/// <summary>Event files beside what they are compared with.</summary>
internal static class EventPairs
{
    public static void Run(string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"gen-events-{Environment.ProcessId}")).FullName;
        try
        {
            if (Session.Wants("scalar-disk", "scalar-buffered")) Write(folder, Session.Rounds);
            if (Session.Wants("events-read")) Read(folder);
            if (Session.Wants("events-read-growth")) Growth(folder);
            if (Session.Wants("histogram")) Results.Try(["histogram"], () => HistogramPairs.BesideNumpy(folder));
            if (Session.Wants("histogram-growth")) HistogramPairs.Growth();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A scalar written; times are of one.</summary>
    public static void Write(string folder, int rounds)
    {
        var step = 0L;
        using var hand = new HandEncoded(Path.Combine(folder, "by-hand"));
        using var buffered = new SummaryWriter(Path.Combine(folder, "buffered"), new SummaryWriterOptions { Buffered = true });
        using var direct = new SummaryWriter(Path.Combine(folder, "direct"));
        using var plain = File.OpenHandle(Path.Combine(folder, "plain"), FileMode.CreateNew, FileAccess.Write);
        var (bytes, written) = (new byte[49], 0L);
        var measured = Alternately.Run("A scalar written, tag loss/train", rounds,
            ("by hand, buffered", () => hand.Add("loss/train", 0.5f, step++)),
            ("buffered", () => buffered.AddScalar("loss/train", 0.5f, step++)),
            ("with the system at return", () => direct.AddScalar("loss/train", 0.5f, step++)),
            ("one write of 49 bytes", () => RandomAccess.Write(plain, bytes, (written += bytes.Length) - bytes.Length)));
        Results.Add("scalar-buffered", measured, 1, 0, "tag loss/train", "ns");
        Results.Add("scalar-disk", measured, 2, 0, "tag loss/train", "ns");
    }

    /// <summary>A file of scalars with ten tags.</summary>
    /// <returns>Its path.</returns>
    public static string Scalars(string run, int steps)
    {
        using var writer = new SummaryWriter(run, new SummaryWriterOptions { Buffered = true });
        for (var step = 0; step < steps; step++)
        {
            for (var tag = 0; tag < 10; tag++)
                writer.AddScalar(
                    tag switch
                    {
                        0 => "loss",
                        1 => "accuracy",
                        _ => $"precision/{tag}",
                    },
                    step,
                    step
                );
        }

        return writer.File;
    }

    private static void Read(string folder)
    {
        var file = Scalars(Path.Combine(folder, "read"), 20_000);
        var measured = Alternately.Run(
            "A file of 200,000 scalars",
            Session.Rounds,
            ("checksums only", () => Frames.All(file)),
            ("EventReader", () => ReadAll(file, 200_000))
        );
        Results.Add("events-read", measured, 1, 0, "200,000 events, 10 tags", "ms");
    }

    private static void Growth(string folder)
    {
        var (small, large) = (Scalars(Path.Combine(folder, "small"), 20_000), Scalars(Path.Combine(folder, "large"), 200_000));
        var measured = Alternately.RunOnceARound("A file of 200,000 scalars, and one of 2,000,000", Session.Rounds,
            new LocalRival("200,000", () => ReadAll(small, 200_000)), new LocalRival("2,000,000", () => ReadAll(large, 2_000_000)));
        Results.Add("events-read-growth", measured, 1, 0, "2,000,000 events beside 200,000", "ms");
    }

    private static void ReadAll(string file, int expected)
    {
        using var reader = new EventReader(file);
        var scalars = reader.Read().Count(static record => record.Tag is { Length: > 0 });
        if (scalars != expected) throw new InvalidOperationException($"{scalars} of {expected} scalars were read.");
    }
}
