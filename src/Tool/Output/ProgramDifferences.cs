using Gen.Tool.Queries;
using Gen.Tool.Reading;

namespace Gen.Tool.Output;

/// <summary>Something in which runs differ.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">What each run has; an empty text for nothing.</param>
/// <param name="IsFile">Whether it is a file, so that the values are names of copies, which have the MD5 of the content.</param>
internal sealed record Difference(string Name, IReadOnlyList<string> Values, bool IsFile)
{
    /// <summary>The row of a table.</summary>
    public IReadOnlyList<string> Row => [ValueText.Printable(Name), .. Values.Select(ValueText.Printable)];

    /// <summary>Returns what differs between two runs as a sentence.</summary>
    public override string ToString() => ValueText.Printable((IsFile, Values[0], Values[1]) switch
    {
        (true, _, "") => $"'{Name}' was recorded, and is not.",
        (true, "", _) => $"'{Name}' is recorded, and was not.",
        (true, _, _) => $"'{Name}' has changed.",
        (_, var before, "") => $"{Name} was '{before}' and is none.",
        (_, "", var after) => $"{Name} was none and is '{after}'.",
        (_, var before, var after) => $"{Name} was '{before}' and is '{after}'.",
    });
}

/// <summary>In what the programs, the machines and the data of runs differ.</summary>
internal static class ProgramDifferences
{
    /// <summary>Returns in what the programs and the machines differ.</summary>
    public static IEnumerable<Difference> OfPrograms(IReadOnlyList<RunRow> runs, IReadOnlyList<RunDetails> details) =>
    [
        .. Differing(["experiment", "command", "commit", "dirty"], n => runs.Select(r => RunField.Find(n, [r]).Read(r)?.Text ?? "")),
        .. Differing(["uncommitted changes"], _ => details.Select(d => Path.GetFileName(d.Diff)), areFiles: true),
        .. OfFiles(details.Select(d => d.Sources).ToList()),
        .. Differing(details.SelectMany(d => d.Packages.Keys).Order(), p => details.Select(d => d.Packages.GetValueOrDefault(p, ""))),
        .. Differing(details.SelectMany(d => d.Machine.Keys), m => details.Select(d => d.Machine.GetValueOrDefault(m, ""))),
    ];

    /// <summary>Returns in what the files differ that the runs have read.</summary>
    public static IEnumerable<Difference> OfData(IReadOnlyList<RunDetails> details) => OfFiles(details.Select(d => d.Resources).ToList());

    private static IEnumerable<Difference> OfFiles(List<IReadOnlyList<(string File, string Copy)>> files) => Differing(
        files.SelectMany(f => f.Select(s => s.File)),
        file => files.Select(f => Path.GetFileName(f.FirstOrDefault(s => s.File == file).Copy ?? "")),
        areFiles: true);

    private static IEnumerable<Difference> Differing(
        IEnumerable<string> names, Func<string, IEnumerable<string>> values, bool areFiles = false) =>
        names.Distinct().Select(n => new Difference(n, [.. values(n)], areFiles)).Where(d => d.Values.Distinct().Count() > 1);
}
