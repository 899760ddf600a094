using System.Globalization;
using Gen.Training.Charts;
using Xunit;

namespace Gen.Training.Tests.Charts.Axes;

public class TicksTests
{
    [Fact]
    public void Linear_TicksAreRoundEquidistantAndInside()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var size = Math.Pow(10, (random.NextDouble() * 40) - 20);
            var low = (random.NextDouble() - 0.5) * size * (random.Next(2) == 0 ? 1 : 100);
            var range = new AxisRange(low, low + (size * (0.01 + random.NextDouble())));
            var most = 1 + random.Next(12);
            var ticks = Ticks.Linear(range, most);
            var step = TickStep.FromSpan(range.Span, most);

            Assert.Contains(step.Mantissa, (int[])[1, 2, 5]);
            Assert.True(ticks.Values.Count <= most + 1, $"{ticks.Values.Count} ticks of at most {most}");
            Assert.True(ticks.Values.Count >= Math.Floor(most / 2.5), $"only {ticks.Values.Count} ticks of {most} in {range}");
            Assert.All(ticks.Values, v => Assert.InRange(v, range.Low - (step.Size * 1e-6), range.High + (step.Size * 1e-6)));
            for (var i = 0; i < ticks.Values.Count; i++)
            {
                Assert.Equal(Math.Round(ticks.Values[i] / step.Size), ticks.Values[i] / step.Size, 1e-6);
                if (i > 0) Assert.Equal(step.Size, ticks.Values[i] - ticks.Values[i - 1], step.Size * 1e-6);
                var read = double.Parse(ticks.Labels[i], NumberStyles.Float, CultureInfo.InvariantCulture);
                Assert.Equal(ticks.Values[i], read, step.Size * 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 100, 4, "0 50 100")]
    [InlineData(-0.3, 0.3, 6, "-0.3 -0.2 -0.1 0.0 0.1 0.2 0.3")]
    [InlineData(0, 2_500_000, 5, "0 0.5e6 1.0e6 1.5e6 2.0e6 2.5e6")]
    [InlineData(0, 3e-8, 3, "0 1e-8 2e-8 3e-8")]
    [InlineData(0, 50_000, 2, "0 50000")]
    public void Linear_LabelsAreShortAndAlike(double low, double high, int most, string labels) =>
        Assert.Equal(labels, string.Join(' ', Ticks.Linear(new(low, high), most).Labels));

    [Fact]
    public void Linear_Integer_HasIntegerTicksOnly() => Assert.Equal([1, 2, 3], Ticks.Linear(new(1, 3), 12, integer: true).Values);

    [Theory]
    [InlineData(0.001, 1000, 8, "0.001 0.01 0.1 1 10 100 1000")]
    [InlineData(1e-9, 1, 5, "1e-8 1e-6 0.0001 0.01 1")]
    [InlineData(1, 10, 8, "1 2 5 10")]
    [InlineData(2, 9, 8, "2 5")]
    [InlineData(2.1, 2.4, 4, "2.1 2.2 2.3 2.4")]
    public void Logarithmic_TicksAreRound(double low, double high, int most, string labels) =>
        Assert.Equal(labels, string.Join(' ', Ticks.Logarithmic(new(low, high), most).Labels));

    [Fact]
    public void Logarithmic_TicksAscendInsideRange()
    {
        var random = new Random(2);
        for (var round = 0; round < 5_000; round++)
        {
            var low = Math.Pow(10, (random.NextDouble() * 60) - 30);
            var range = new AxisRange(low, low * Math.Pow(10, 0.01 + (random.NextDouble() * 12)));
            var ticks = Ticks.Logarithmic(range, 1 + random.Next(12));
            Assert.NotEmpty(ticks.Values);
            Assert.Equal(ticks.Values.Order(), ticks.Values);
            Assert.Equal(ticks.Labels.Count, ticks.Labels.Distinct().Count());
            Assert.All(ticks.Values, v => Assert.InRange(v, range.Low * 0.999999, range.High * 1.000001));
        }
    }

    [Theory]
    [InlineData(0.123456, "0.1235")]
    [InlineData(12345.678, "12346")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(0, "0")]
    [InlineData(-2.5, "-2.5")]
    public void Value_HasFourDigits(double value, string text) => Assert.Equal(text, TickText.Value(value));
}
