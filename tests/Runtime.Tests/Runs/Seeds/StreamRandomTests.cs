namespace Gen.Runtime.Tests.Runs.Seeds;

public class StreamRandomTests
{
    private readonly Random _random = Run.Detached(1).CreateRandom("test");

    [Fact]
    public void Numbers_StayInRangeAndReachBothEnds()
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < 2000; i++)
        {
            seen.Add(_random.Next(-3, 4));
            Assert.InRange(_random.NextDouble(), 0, 1 - double.Epsilon);
            Assert.InRange(_random.NextSingle(), 0, 0.99999997f);
            Assert.InRange(_random.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue - 1);
            Assert.InRange(_random.Next(), 0, int.MaxValue - 1);
        }

        Assert.Equal(Enumerable.Range(-3, 7), seen.Order());
        Assert.Equal((0, 0L, 5), (_random.Next(0), _random.NextInt64(1), _random.Next(5, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _random.Next(2, 1));
    }

    [Fact]
    public void Numbers_AreUniform()
    {
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
            counts[_random.Next(10)]++;
        // Chi-square with 9 degrees of freedom: above 27.9 once in a thousand seeds, and this seed is fixed.
        Assert.InRange(counts.Sum(count => (count - 10_000.0) * (count - 10_000.0) / 10_000), 0, 27.9);
        var bytes = new byte[10_001];
        _random.NextBytes(bytes);
        Assert.InRange(bytes.Average(b => (double)b), 125, 130);
    }

    [Fact]
    public void Shuffle_DrawsFromTheStream()
    {
        int[] first = [.. Enumerable.Range(0, 20)], second = [.. first];
        Run.Detached(1).CreateRandom("s").Shuffle(first);
        Run.Detached(1).CreateRandom("s").Shuffle(second);
        Assert.Equal(first, second);
        Assert.NotEqual(Enumerable.Range(0, 20), first);
    }
}
