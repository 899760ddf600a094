using Gen.Training.Charts;
using Xunit;

namespace Gen.Training.Tests.Charts.Axes;

public class DecimationTests
{
    [Fact]
    public void Reduce_KeepsEndsAndExtremesOfEachColumn()
    {
        var random = new Random(4);
        Point[] line = [.. Enumerable.Range(0, 10_000).Select(i => new Point(i / 50.0, random.NextDouble() * 300))];
        var thin = Decimation.Reduce(line);
        Assert.True(thin.Count <= 4 * 200);
        Assert.Equal(thin.OrderBy(p => p.X), thin);
        foreach (var column in line.GroupBy(p => Math.Floor(p.X)))
        {
            var kept = thin.Where(p => Math.Floor(p.X) == column.Key).ToList();
            Assert.Equal((column.First(), column.Last()), (kept[0], kept[^1]));
            Assert.Equal((column.Min(p => p.Y), column.Max(p => p.Y)), (kept.Min(p => p.Y), kept.Max(p => p.Y)));
        }
    }

    [Fact]
    public void Reduce_StepCurve_KeepsCorners()
    {
        List<Point> line = [];
        for (var i = 0; i < 200; i++) line.Add(new(10, i));
        for (var i = 0; i < 200; i++) line.Add(new(10 + i, 199));
        Assert.Equal([new(10, 0), new(10, 199), new(209, 199)], Decimation.Reduce(line));
    }

    [Fact]
    public void Reduce_ShortLine_IsUnchanged()
    {
        Point[] line = [new(0, 0), new(0.1, 1), new(0.2, 0.5)];
        Assert.Same(line, Decimation.Reduce(line));
    }
}
