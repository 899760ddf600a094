using System.Diagnostics;
using System.Globalization;
using Gen.Benchmarks;
using Gen.Benchmarks.Editor;

// Edits a training project in a language server with analyzers, beside the same program without Gen: the processor time of an edit, and
// how long its diagnostics take.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length != 4 || !int.TryParse(args[0], out var edits))
{
    Console.Error.WriteLine("usage: Gen.Benchmarks.Editor EDITS SERVER FOLDER_WITH_GEN FOLDER_WITHOUT");
    return 2;
}

const int InARound = 20;
using var ours = await LanguageServer.StartAsync(args[1], args[2], "Training.cs");
using var theirs = await LanguageServer.StartAsync(args[1], args[3], "Plain.cs");
var (oursSpent, theirsSpent) = (new List<double>(), new List<double>());
var (oursTimes, theirsTimes) = (new List<double>(), new List<double>());

// What is compiled while it runs is not an edit's.
await RoundAsync(ours, []);
await RoundAsync(theirs, []);
for (var round = 0; round < edits / InARound; round++)
{
    oursSpent.Add(await RoundAsync(ours, oursTimes));
    theirsSpent.Add(await RoundAsync(theirs, theirsTimes));
}

Console.WriteLine($"{"an edit",-12} {"ms of processor",16} {"median ms",10} {"p95 ms",8}");
Show("with Gen", oursSpent, oursTimes);
Show("without", theirsSpent, theirsTimes);
var ratio = At(oursSpent.Zip(theirsSpent, (o, t) => o / t), 0.5);
Console.WriteLine($"ratio of processor time {ratio:F2}");
Results.Add(new() { Pair = "editor-edit", Unit = "ms", Ours = [.. oursSpent], Theirs = [.. theirsSpent], Size = $"{edits} edits" });
return 0;

// A digit is typed in the body of a method, and removed again.
static async Task<double> RoundAsync(LanguageServer server, List<double> times)
{
    const string Place = "Points(2_000";
    var text = server.Text;
    var before = server.ProcessorTime;
    for (var edit = 0; edit < InARound; edit++)
    {
        var started = Stopwatch.GetTimestamp();
        await server.EditAsync(edit % 2 == 0 ? text.Replace(Place, Place + "0", StringComparison.Ordinal) : text);
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    return (server.ProcessorTime - before).TotalMilliseconds / InARound;
}

static void Show(string name, List<double> spent, List<double> times) =>
    Console.WriteLine($"{name,-12} {At(spent, 0.5),16:F1} {At(times, 0.5),10:F1} {At(times, 0.95),8:F1}");

static double At(IEnumerable<double> values, double share)
{
    var sorted = values.Order().ToArray();
    return sorted[(int)(share * (sorted.Length - 1))];
}
