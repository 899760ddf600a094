using System.Globalization;
using Gen.Benchmarks;
using Gen.Benchmarks.EventFiles;
using Gen.TensorBoard;

// Scalars of TensorBoard's event files, written and read; times are of one event. Then histograms, of a million values each.
// usage: [ROUNDS] [FOLDER to write in]   or   pairs [FOLDER to write in]: those that are beside something else
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["pairs", ..])
{
    EventPairs.Run(args.Length > 1 ? args[1] : Path.GetTempPath());
    return;
}

var rounds = args.Length > 0 ? int.Parse(args[0]) : 15;
var folder = Directory
    .CreateDirectory(Path.Combine(args.Length > 1 ? args[1] : Path.GetTempPath(), $"gen-events-{Environment.ProcessId}"))
    .FullName;
try
{
    EventPairs.Write(folder, rounds);
    Read();
    ReadRun();
    HistogramRounds.Run(rounds);
}
finally
{
    Directory.Delete(folder, recursive: true);
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

string Run(string name) => EventPairs.Scalars(Path.Combine(folder, name), 20_000);
