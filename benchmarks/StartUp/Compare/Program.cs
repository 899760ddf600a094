using System.Diagnostics;
using System.Globalization;
using Gen.Benchmarks;

// Starts several programs in turn and tells how long each takes from the start of its process to its first line, which prints
// Stopwatch.GetTimestamp() (the system's monotonic clock, the same for all processes). The first program is the floor.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length < 2 || !int.TryParse(args[0], out var rounds))
{
    Console.Error.WriteLine("usage: StartUpCompare ROUNDS PROGRAM [PROGRAM]...");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("gen-startup-");
var times = args[1..].ToDictionary(program => program, _ => new List<double>());
for (var round = 0; round <= rounds; round++)
{
    foreach (var (program, measured) in times)
    {
        var milliseconds = FirstLine(program, folder.FullName);
        if (round > 0)   // the first round fills the file cache
            measured.Add(milliseconds);
    }
}

folder.Delete(recursive: true);
var floor = times[args[1]];
Console.WriteLine($"{"ms to the first line",-60} {"min",7} {"median",7} {"max",7} {"ratio",6}");
foreach (var (program, measured) in times)
{
    // Rounds are pairs: what disturbs one program disturbs the other beside it.
    var ratio = Median(measured.Zip(floor, (time, empty) => time / empty));
    var name = program.Length <= 60 ? program : "..." + program[^57..];
    Console.WriteLine($"{name,-60} {measured.Min(),7:F1} {Median(measured),7:F1} {measured.Max(),7:F1} {ratio,6:F2}");
}

// In the order of benchmarks/startup.sh.
foreach (var (pair, program) in ((string[])["process-start-as-built", "process-start"]).Zip(args[2..]))
    Results.Add(new() { Pair = pair, Unit = "ms", Ours = [.. times[program]], Theirs = [.. floor], Size = "wall clock" });
if (args.Length < 4) Results.Add(new() { Pair = "process-start", Missing = "no ReadyToRun compiler on this feed" });

return 0;

static double FirstLine(string program, string folder)
{
    var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
    var before = Stopwatch.GetTimestamp();
    using var process = Process.Start(start)!;
    var errors = process.StandardError.ReadToEndAsync();
    var reached = long.Parse(process.StandardOutput.ReadLine()!);
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    errors.Wait();
    return Stopwatch.GetElapsedTime(before, reached).TotalMilliseconds;
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
