namespace Gen.Benchmarks.Report;

/// <summary>The ids that --only names.</summary>
internal static class Requested
{
    /// <summary>Exit code 0 if all are there, else one line that names the nearest.</summary>
    public static int Check(string ids)
    {
        foreach (var id in ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Pairs.All.Any(p => p.Id == id)) continue;
            var nearest = Pairs.All.MinBy(p => Distance(p.Id, id))!.Id;
            Console.Error.WriteLine($"error: there is no pair '{id}' (did you mean '{nearest}'? --list shows all)");
            return 2;
        }

        return 0;
    }

    // Edits from one text to the other.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
