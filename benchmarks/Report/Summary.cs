namespace Gen.Benchmarks.Report;

/// <summary>What is shown at the end.</summary>
internal static class Summary
{
    /// <summary>Prints a line for each pair; gives the exit code.</summary>
    public static int Print(IReadOnlyList<Verdict> verdicts, string folder)
    {
        foreach (var verdict in verdicts)
        {
            var found = verdict.IsMeasured
                ? $"{MarkdownReport.Number(verdict.Ratio.Median), 8} ({MarkdownReport.Number(verdict.Ratio.Min)} - "
                    + $"{MarkdownReport.Number(verdict.Ratio.Max)})"
                : "         " + (verdict.Result?.Missing ?? "not measured");
            var goal = verdict.Met switch
            {
                true => $"met, at most {verdict.Pair.Goal}",
                false => $"MISSED, at most {verdict.Pair.Goal}",
                null => "",
            };
            Console.WriteLine(
                $"{verdict.Pair.Id, -28}{found, -32}{goal}{(verdict.AllocatesTooMuch ? $"; ALLOCATES {verdict.Result!.Bytes} bytes" : "")}"
            );
        }

        Console.WriteLine($"written: {Path.Combine(folder, "RESULTS.md")}, results.json");
        var far = verdicts.Where(v => (Session.Short || v.Pair.IsLinear) && v.IsFarOff).ToList();
        foreach (var verdict in far)
            Console.Error.WriteLine(
                $"error: {verdict.Pair.Id} is far off: {MarkdownReport.Number(verdict.Ratio.Median)} where {verdict.Pair.Goal} is "
                + $"wanted{(verdict.AllocatesTooMuch ? $", {verdict.Result!.Bytes} bytes where {verdict.Pair.Bytes} are promised" : "")}"
            );
        return far.Count > 0 ? 1 : 0;
    }
}
