using System.Globalization;
using Gen.Benchmarks;
using Gen.Benchmarks.EventFiles;
using Gen.TensorBoard;

// Scalars of TensorBoard's event files, written and read; times are of one event. Then histograms, of a million values each.
// usage: [ROUNDS] [FOLDER to write in]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = args.Length > 0 ? int.Parse(args[0]) : 15;
var folder = Directory.CreateDirectory(Path.Combine(args.Length > 1 ? args[1] : Path.GetTempPath(), $"gen-events-{Environment.ProcessId}")).FullName;
try
{
    Write();
    Read();
    ReadRun();
    HistogramRounds.Run(rounds);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

void Write()
{
    var step = 0L;
    using var hand = new HandEncoded(Path.Combine(folder, "by-hand"));
    using var buffered = new SummaryWriter(Path.Combine(folder, "buffered"), new SummaryWriterOptions { Buffered = true });
    using var direct = new SummaryWriter(Path.Combine(folder, "direct"));
    using var plain = File.OpenHandle(Path.Combine(folder, "plain"), FileMode.CreateNew, FileAccess.Write);
    var (bytes, written) = (new byte[49], 0L);
    Alternately.Run("A scalar written, tag loss/train", rounds,
        ("by hand, buffered", () => hand.Add("loss/train", 0.5f, step++)),
        ("buffered", () => buffered.AddScalar("loss/train", 0.5f, step++)),
        ("with the system at return", () => direct.AddScalar("loss/train", 0.5f, step++)),
        ("one write of 49 bytes", () => RandomAccess.Write(plain, bytes, (written += bytes.Length) - bytes.Length)));
}

void Read()
{
    var file = Run("run");
    var frames = new Frames(File.ReadAllBytes(file));
    using var records = new Records(file);
    Alternately.Run("A scalar read, of 200,000 in a file", rounds, ("checksums only", frames.Next), ("EventReader", records.Next));
}

void ReadRun()
{
    var run = Path.GetDirectoryName(Run("log"))!;
    var best = double.MaxValue;
    for (var round = 0; round < rounds; round++)
    {
        var start = ThreadClock.Now;
        using var log = new EventLog(run);
        if (log.Tags.Sum(tag => log[tag].Count) != 200_000) throw new InvalidOperationException("Events were lost.");
        best = Math.Min(best, (ThreadClock.Now - start) / 1000.0 / 200_000);
    }

    Console.WriteLine($"EventLog of 200,000 scalars, best of {rounds}: {best:F2} us an event");
}

string Run(string name)
{
    using var writer = new SummaryWriter(Path.Combine(folder, name), new SummaryWriterOptions { Buffered = true });
    for (var step = 0; step < 20_000; step++)
    {
        for (var tag = 0; tag < 10; tag++) writer.AddScalar(tag switch { 0 => "loss", 1 => "accuracy", _ => $"precision/{tag}" }, step, step);
    }

    return writer.File;
}
