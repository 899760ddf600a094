using Gen.Search;

namespace Gen.Runtime.Tests.Search.Samplers;

public class SamplerTests
{
    private static readonly SearchSpace s_space = new(
        [
            new ChoiceDimension("a", ["x", "y", "z"]),
            new IntervalDimension("b", 1, 4, IsLog: false, IsInteger: true),
            new IntervalDimension("c", 0.01, 10, IsLog: true, IsInteger: false),
        ],
        []);

    [Theory]
    [InlineData(SweepSampler.Random)]
    [InlineData(SweepSampler.Sobol)]
    [InlineData(SweepSampler.Tpe)]
    public void Sample_AnyTrial_IsWithinTheSpace(SweepSampler kind)
    {
        var sampler = Sampler.Create(kind, s_space, seed: 3);
        var results = new List<TrialResult>();
        for (var t = 0; t < 300; t++)
        {
            var point = sampler.Sample(t, sampler.IsAdaptive ? results : [], []);
            Assert.True(point[0] is 0 or 1 or 2 && point[1] is 1 or 2 or 3 or 4 && point[2] is >= 0.01 and <= 10, string.Join(' ', point));
            results.Add(new TrialResult(t, point, new TrialOutcome(TrialState.Completed, Math.Abs(point[2] - 1), [])));
        }

        if (!sampler.IsAdaptive)
            Assert.Equal(12, results.Select(r => (r.Point[0], r.Point[1])).Distinct().Count());
    }

    [Fact]
    public void Grid_AllTrials_AreAllPointsInOrder()
    {
        var space = new SearchSpace([s_space.Dimensions[0], s_space.Dimensions[1]], []);
        var grid = Sampler.Create(SweepSampler.Grid, space, seed: 0);
        var points = Enumerable.Range(0, (int)space.Count!).Select(t => grid.Sample(t, [], [])).ToList();
        Assert.Equal(12, points.Count);
        Assert.Equal(points.OrderBy(p => p[0]).ThenBy(p => p[1]), points);
        Assert.Equal(12, points.Select(p => (p[0], p[1])).Distinct().Count());
    }

    [Fact]
    public void Grid_Range_IsRefused()
    {
        var refusal = Assert.Throws<ConfigException>(() => Sampler.Create(SweepSampler.Grid, s_space, seed: 0));
        Assert.Equal("Sampler grid requires values of 'c' to try, as in c=A,B,C, not a range.", refusal.Message);
    }

    // Those of torch.quasirandom.SobolEngine(21), whose 41st point is the one of index 61: its order is that of the Gray code.
    [Fact]
    public void Sobol_Point_IsThatOfJoeAndKuo()
    {
        var sobol = new SobolSampler(Cube(21), seed: 1);
        Assert.Equal(
            [47, 37, 49, 31, 13, 15, 15, 55, 35, 55, 21, 25, 1, 35, 43, 27, 31, 23, 7, 21, 57],
            Enumerable.Range(0, 21).Select(d => (int)(sobol.Point(d, 61) >> 26)));
    }

    [Fact]
    public void Sobol_Scrambled_HasOnePointInEachOf64Intervals()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var sobol = new SobolSampler(Cube(21), seed);
            var points = Enumerable.Range(0, 64).Select(t => sobol.Sample(t, [], [])).ToList();
            for (var d = 0; d < 21; d++)
                Assert.Equal(64, points.Select(p => Math.Floor(p[d] * 64)).Distinct().Count());

            // The first two dimensions are a net: also in each rectangle of 1/64 of the area.
            foreach (var width in (int[])[1, 2, 4, 8, 16, 32, 64])
                Assert.Equal(64, points.Select(p => (Math.Floor(p[0] * width), Math.Floor(p[1] * 64 / width))).Distinct().Count());
        }
    }

    private static SearchSpace Cube(int dimensions) =>
        new([.. Enumerable.Range(0, dimensions).Select(i => new IntervalDimension($"x{i}", 0, 1, IsLog: false, IsInteger: false))], []);
}
