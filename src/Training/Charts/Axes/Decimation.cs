namespace Gen.Training.Charts;

/// <summary>Reduction of lines to the points that are visible.</summary>
internal static class Decimation
{
    /// <summary>
    /// Returns a line that looks the same: of the points in a column of pixels only the first, lowest, highest and last are kept (M4,
    /// https://www.vldb.org/pvldb/vol7/p797-jugel.pdf). Lines that go back and forth keep their order.
    /// </summary>
    public static IReadOnlyList<Point> Reduce(IReadOnlyList<Point> line)
    {
        if (line.Count < 100) return line;
        line = RemoveCollinear(line);
        var kept = new List<Point>();
        for (var start = 0; start < line.Count;)
        {
            var column = Math.Floor(line[start].X);
            int end = start, low = start, high = start;
            for (; end < line.Count && Math.Floor(line[end].X) == column; end++)
            {
                if (line[end].Y < line[low].Y) low = end;
                if (line[end].Y > line[high].Y) high = end;
            }

            foreach (var i in new SortedSet<int> { start, low, high, end - 1 })
                if (kept.Count == 0 || kept[^1] != line[i]) kept.Add(line[i]);
            start = end;
        }

        return kept;
    }

    // Removes points inside vertical and horizontal runs, of which step curves have many.
    private static List<Point> RemoveCollinear(IReadOnlyList<Point> line)
    {
        var kept = new List<Point> { line[0] };
        for (var i = 1; i < line.Count - 1; i++)
        {
            Point a = kept[^1], b = line[i], c = line[i + 1];
            var rotated = a.X == b.X && b.X == c.X && Math.Sign(b.Y - a.Y) * Math.Sign(c.Y - b.Y) >= 0;
            var level = a.Y == b.Y && b.Y == c.Y && Math.Sign(b.X - a.X) * Math.Sign(c.X - b.X) >= 0;
            if (!rotated && !level) kept.Add(b);
        }

        kept.Add(line[^1]);
        return kept;
    }
}
