using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

public class ComputeScopeTests
{
    [Fact]
    public void CopyToHost_EachType_IsExact()
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors =
        [
            tensor(new[] { long.MinValue, -1, 0, 1, (1L << 53) + 1, long.MaxValue }).reshape(2, 3),
            tensor(new[] { double.NaN, double.PositiveInfinity, Math.PI }),
            tensor(-3.25f),
            tensor(new[] { true, false }),
            tensor(new[] { 255, 0, 7 }).to_type(ScalarType.Byte),
            zeros(0, 4),
        ];
        var states = new List<StateTensor>();
        foreach (var source in tensors)
        {
            states.Add(new StateTensor { IsLarge = states.Count == 1 });
            states[^1].Set(source);
        }
        HostTransfer.CopyToHost(states);
        for (var i = 0; i < tensors.Length; i++)
        {
            var copy = states[i].HostCopy!;
            Assert.Equal(tensors[i].dtype, copy.dtype);
            Assert.Equal(tensors[i].shape, copy.shape);
            Assert.Equal(tensors[i].contiguous().bytes.ToArray(), copy.contiguous().bytes.ToArray());
            states[i].Clear();
        }
    }

    [Fact]
    public void RowTotal_WholeSum_IsWhole()
    {
        Assert.Equal(3, new RowTotal(3.0).ToInt64());
        Assert.Equal((1L << 60) + 1, new RowTotal((1L << 60) + 1).ToInt64());
        Assert.Equal(2.5, new RowTotal(2.5).ToDouble());
        Assert.Throws<InvalidOperationException>(() => new RowTotal(2.5).ToInt64());
        Assert.Throws<InvalidOperationException>(() => new RowTotal(double.NaN).ToInt64());
        Assert.NotEqual(new RowTotal(2), new RowTotal(2.5));
    }
}
