using System.Text;

namespace Gen.Benchmarks.Report;

/// <summary>Writes RESULTS.md.</summary>
internal static class MarkdownReport
{
    public static void Write(string path, Machine machine, IReadOnlyList<Verdict> verdicts)
    {
        var text = new StringBuilder();
        text.Append($"""
            # Results

            {Wrapped(Describe(machine))}

            Rivals in C# compute with the same native libraries. Python's torch is Debian's, of another version and with another
            BLAS (OpenBLAS instead of MKL).

            Rivals run in turn, round by round; each cell is the median and, in brackets, the minimum and maximum of the rounds. A
            ratio is computed for each round. Times are processor time unless it says otherwise: of the calling thread for short
            work, of the whole process for training, records and Python.

            ## Beside others

            | id | work | beside | ours | theirs | ours / theirs | goal | | rounds |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var verdict in verdicts.Where(v => v.Pair.Kind == PairKind.Beside)) Row(text, verdict);
        text.Append("""

            ## Growth

            Ours at ten times the size, beside ours at the size: 10 is linear, and up to 12 is accepted as linear.

            | id | work | beside | larger | smaller | ratio | at most | | rounds |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var verdict in verdicts.Where(v => v.Pair.Kind == PairKind.Growth)) Row(text, verdict);
        Missed(text, [.. verdicts.Where(v => v.Met == false)]);
        File.WriteAllText(path, text.ToString());
    }

    private static void Missed(StringBuilder text, IReadOnlyList<Verdict> missed)
    {
        if (missed.Count == 0) return;
        text.Append("\n## Missed goals\n\n");
        foreach (var (pair, ratio) in missed.Select(v => (v.Pair, v.Ratio.Median)))
            text.Append(
                    Wrapped(
                        $"- **{pair.Id}**, {Number(ratio)}, the goal is {pair.Goal:0.##}: {pair.Known?.Why ?? "not examined yet."}",
                        "  "
                    )
                )
                .Append('\n');
    }

    private static void Row(StringBuilder text, Verdict verdict)
    {
        var (pair, result) = (verdict.Pair, verdict.Result);
        var goal = pair.Goal?.ToString("0.##") ?? "";
        if (!verdict.IsMeasured)
        {
            text.Append($"| {pair.Id} | {pair.Work} | {pair.Rival} | | | {result?.Missing ?? "not measured"} | {goal} | | |\n");
            return;
        }

        var bytes = result!.Bytes is { } allocated ? $", {allocated} bytes" : "";
        var met = verdict.Met switch
        {
            true => "met",
            false => "**missed**",
            null => "",
        };
        text.Append(
            $"| {pair.Id} | {pair.Work} ({result.Size}) | {pair.Rival} | {Cell(verdict.Ours)} {result.Unit}{bytes} | "
            + $"{Cell(verdict.Theirs)} {result.Unit} | {Cell(verdict.Ratio)} | {goal} | {met} | {result.Ours.Length} |\n"
        );
    }

    private static string Describe(Machine machine) =>
        $"Written by `benchmarks/run.sh{(machine.Short ? " --short" : "")}` on {machine.Date:yyyy-MM-dd HH:mm} UTC "
        + $"in {machine.Seconds / 60} min {machine.Seconds % 60} s, at {Or(machine.Commit, "an unknown commit")}. "
        + $"{machine.Cpu}, {machine.Processors} processors (load at the end {machine.Load:F1}); {machine.System}; {machine.Dotnet}; "
        + $"{machine.Torch}; Python {Or(machine.Python, "without torch and numpy")}; "
        + $"{machine.Threads} thread for torch and BLAS on both sides.";

    private static string Wrapped(string paragraph, string indent = "")
    {
        var lines = new List<string> { "" };
        foreach (var word in paragraph.Split(' '))
        {
            if (lines[^1].Length + 1 + word.Length > 120)
                lines.Add(indent + word);
            else
                lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
        }

        return string.Join('\n', lines);
    }

    private static string Cell(Spread spread) => $"{Number(spread.Median)} ({Number(spread.Min)} to {Number(spread.Max)})";

    /// <summary>Formats a number with three significant digits, or more before the point.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("F0"),
        >= 10 => value.ToString("F1"),
        >= 0.1 => value.ToString("F3"),
        _ => value.ToString("G3"),
    };

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
