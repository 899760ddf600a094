using Gen.Training.Charts;
using Xunit;

namespace Gen.Training.Tests.Charts.Axes;

public class AxisRangeTests
{
    [Fact]
    public void FromValues_IsFiniteAndContainsValues()
    {
        double[] pool =
        [
            0,
            1,
            -1,
            0.5,
            1e300,
            -1e300,
            double.MaxValue,
            double.Epsilon,
            1 + 1e-15,
            1e-200,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
        ];
        var random = new Random(3);
        for (var round = 0; round < 5_000; round++)
        {
            double[] data = [.. Enumerable.Range(0, random.Next(4)).Select(_ => pool[random.Next(pool.Length)])];
            foreach (
                var range in (AxisRange[])
                    [
                        AxisRange.FromValues(data, 0.05),
                        AxisRange.IncludingZero(data),
                        AxisRange.Logarithmic(data, 0.05),
                        AxisRange.FromIntegers(data),
                        AxisRange.FromValues(data, 0).WithLimits(0.5, null),
                    ]
            )
            {
                Assert.True(
                    double.IsFinite(range.Low) && double.IsFinite(range.High) && double.IsFinite(range.Span),
                    $"{range} of {string.Join(", ", data)}"
                );
                Assert.True(range.High > range.Low, $"{range} of {string.Join(", ", data)}");
                Assert.NotNull(Ticks.Linear(range, 8));
            }

            var all = AxisRange.FromValues(data, 0.05);
            Assert.All(data.Where(d => double.IsFinite(d) && Math.Abs(d) <= 1e300), d => Assert.InRange(d, all.Low, all.High));
        }
    }

    [Fact]
    public void FromValues_SharesStayBetweenZeroAndOne()
    {
        var range = AxisRange.FromValues([0.02, 0.99], 0.05);
        Assert.Equal((0, 1), (range.Low, range.High));
    }

    [Fact]
    public void WithLimits_WrongOrder_GivesValidRange()
    {
        var range = new AxisRange(0, 1).WithLimits(5, 2);
        Assert.True(range.Low == 5 && range.High > 5);
        Assert.True(new AxisRange(1, 10).WithLimits(0, null, log: true).Low > 0);
    }
}
