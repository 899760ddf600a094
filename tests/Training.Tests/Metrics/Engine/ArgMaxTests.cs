using Gen.Training.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

public class ArgMaxTests
{
    private static readonly double[] s_few = [0, -0.0, 1, -1, 2, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void ArgMax_AnyWidth_EqualsTorch(ScalarType type)
    {
        foreach (var width in Enumerable.Range(1, 70).Concat([127, 128, 129, 1_000]))
        {
            // Few distinct values, so that there are ties, rows of one value, NaN and infinities.
            for (var kinds = 1; kinds <= s_few.Length; kinds++)
                Compare(width, type, random => s_few[random.Next(kinds)]);
            Compare(width, type, random => random.Next(50) == 0 ? s_few[random.Next(5, 8)] : random.NextDouble() - 0.5);
            Compare(width, type, random => -random.NextDouble() * 1e-300);
            Compare(width, type, _ => double.NegativeInfinity);
        }
    }

    [Fact]
    public void ArgMax_NotAContiguousMatrix_EqualsTorch()
    {
        using var scope = NewDisposeScope();
        var scores = rand(6, 5);
        foreach (
            var values in (Tensor[])
                [
                    scores.t(),
                    scores.narrow(1, 1, 3),
                    scores.half(),
                    scores.to_type(bfloat16),
                    scores.mul(10).to_type(int64),
                    rand(2, 3, 4),
                    rand(70_000, 16),
                ]
        )
            Same(values, 1);
        Same(scores, 0);
        Same(scores, -2);
        Same(rand(2, 3, 4), -1);
        Same(rand(7), 0);
        Same(zeros(0, 3), 1);
    }

    [Fact]
    public void ArgMax_RequiresGrad_ResultDoesNot()
    {
        using var scope = NewDisposeScope();
        var positions = ArgMax.Compute(rand([3, 4], requires_grad: true) * 2, 1);
        Assert.False(positions.requires_grad);
        Assert.Equal([3L], positions.shape);
    }

    [Fact]
    public void ArgMax_Result_BelongsToScope()
    {
        using var scores = rand(3, 4);
        Tensor positions;
        using (NewDisposeScope()) positions = ArgMax.Compute(scores, 1);
        Assert.True(positions.IsInvalid);
    }

    [Fact]
    public void ArgMax_AxisOutOfRange_ThrowsAsTorch()
    {
        using var scores = rand(3, 4);
        Assert.ThrowsAny<Exception>(() => ArgMax.Compute(scores, 2));
    }

    private static void Compare(int width, ScalarType type, Func<Random, double> value)
    {
        const int Rows = 5;
        using var scope = NewDisposeScope();
        var random = new Random(width);
        var numbers = Enumerable.Range(0, Rows * width).Select(_ => value(random)).ToArray();
        Same(tensor(numbers).to_type(type).reshape(Rows, width), random.Next(2) == 0 ? 1 : -1);
    }

    private static void Same(Tensor values, long axis)
    {
        var (expected, actual) = (values.argmax(axis), ArgMax.Compute(values, axis));
        Assert.Equal(ScalarType.Int64, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(
            expected.eq(actual).all().ToBoolean(),
            $"{string.Join(",", values.shape)} of {values.dtype}: {string.Join(",", actual.data<long>())} instead of "
            + $"{string.Join(",", expected.data<long>())}"
        );
    }
}
