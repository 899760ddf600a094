namespace Gen.Training.Charts.Drawing.Png;

/// <summary>Cuts a line into its dashes.</summary>
internal static class Dashes
{
    /// <summary>The pieces of the line with ink. The pattern goes on around corners.</summary>
    public static IEnumerable<IReadOnlyList<Point>> Cut(IReadOnlyList<Point> line, IReadOnlyList<double> pattern)
    {
        var piece = new List<Point> { line[0] };
        var (next, left) = (0, pattern[0]);
        for (var i = 1; i < line.Count; i++)
        {
            Point a = line[i - 1], b = line[i];
            double length = Math.Sqrt(((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y))), done = 0;
            while (length - done > left)
            {
                done += left;
                var cut = new Point(a.X + ((b.X - a.X) * done / length), a.Y + ((b.Y - a.Y) * done / length));
                if (next % 2 == 0)
                {
                    piece.Add(cut);
                    yield return piece;
                }

                piece = [cut];
                next = (next + 1) % pattern.Count;
                left = pattern[next];
            }

            left -= length - done;
            piece.Add(b);
        }

        if (next % 2 == 0 && piece.Count > 1) yield return piece;
    }
}
