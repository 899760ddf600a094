using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts.Axes;

/// <summary>Leaves out points that no one can see.</summary>
internal static class Decimation
{
    /// <summary>
    /// A line that looks the same: of the neighbours in one column of pixels only the first, the lowest, the highest and the last are kept (M4,
    /// https://www.vldb.org/pvldb/vol7/p797-jugel.pdf), and a place that repeats is kept once. A line that goes back and forth keeps its order.
    /// </summary>
    public static IReadOnlyList<Point> Thin(IReadOnlyList<Point> line)
    {
        if (line.Count < 100) return line;
        line = Corners(line);
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

    // Without the points inside an upright or level stretch, of which step curves have many.
    private static List<Point> Corners(IReadOnlyList<Point> line)
    {
        var kept = new List<Point> { line[0] };
        for (var i = 1; i < line.Count - 1; i++)
        {
            Point a = kept[^1], b = line[i], c = line[i + 1];
            var upright = a.X == b.X && b.X == c.X && Math.Sign(b.Y - a.Y) * Math.Sign(c.Y - b.Y) >= 0;
            var level = a.Y == b.Y && b.Y == c.Y && Math.Sign(b.X - a.X) * Math.Sign(c.X - b.X) >= 0;
            if (!upright && !level) kept.Add(b);
        }

        kept.Add(line[^1]);
        return kept;
    }
}
