using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public class PinAndCopyTests
{
    [Fact]
    public void BatchesReachTheDeviceAndLeaveNoTensorBehind()
    {
        var device = cuda.is_available() ? CUDA : CPU;
        using var data = CountedRows.Data(50);
        var source = data.Batches(7, shuffle: true);
        var there = source.PinAndCopy(device).Prefetch();
        var before = LiveTensors.Count();
        Assert.Equal(source.RowsOf(EpochOrder.Shuffled(1)), there.RowsOf(EpochOrder.Shuffled(1)));
        foreach (var batch in there.Epoch(EpochOrder.Shuffled(1)))
            using (batch)
            {
                Assert.Equal(device.type, batch.Input.device_type);
                Assert.Equal(device.type, batch.Target!.device_type);
                Assert.Equal(device.type, batch.SampleWeight!.device_type);
            }
        Assert.Equal(before, LiveTensors.Count());
        Assert.Equal((source.BatchCount, source.Samples, source.BatchSize), (there.BatchCount, there.Samples, there.BatchSize));
    }
}
