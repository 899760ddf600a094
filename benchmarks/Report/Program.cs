using System.Globalization;
using Gen.Benchmarks;
using Gen.Benchmarks.Report;

// What benchmarks/run.sh asks: which pairs there are, which programs are needed, and for the report of what they found.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["list"]:
        foreach (var pair in Pairs.All) Console.WriteLine($"{pair.Id,-30} {pair.Work}; beside: {pair.Rival}");
        return 0;
    case ["check", var ids]:
        return Requested.Check(ids);
    case ["wants", var program]:
        return Pairs.All.Any(p => p.Program == program && Session.Wants(p.Id)) ? 0 : 1;
    case ["write", var results, var folder, var seconds]:
        var verdicts = Verdict.Of(Results.Read(results), p => Session.Wants(p.Id));
        var machine = Machine.Here(int.Parse(seconds));
        JsonReport.Write(Path.Combine(folder, "results.json"), machine, verdicts);
        MarkdownReport.Write(Path.Combine(folder, "RESULTS.md"), machine, verdicts);
        return Summary.Print(verdicts, folder);
    default:
        Console.Error.WriteLine("usage: list | check IDS | wants PROGRAM | write RESULTS FOLDER SECONDS");
        return 2;
}
