using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public class BatchSourcesTests
{
    [Fact]
    public void ToDevice_CopiesBatchesAndLeaksNoTensor()
    {
        var device = cuda.is_available() ? CUDA : CPU;
        using var data = NumberedRows.Data(50);
        var source = data.Batches(7, shuffle: true);
        var there = source.ToDevice(device).Prefetch();
        var before = LiveTensors.Count();
        Assert.Equal(source.RowsOf(EpochOrder.Shuffled(1)), there.RowsOf(EpochOrder.Shuffled(1)));
        foreach (var batch in there.Epoch(EpochOrder.Shuffled(1)))
            using (batch)
            {
                Assert.Equal(device.type, batch.Features.device_type);
                Assert.Equal(device.type, batch.Labels!.device_type);
                Assert.Equal(device.type, batch.SampleWeights!.device_type);
            }
        Assert.Equal(before, LiveTensors.Count());
        Assert.Equal((source.BatchCount, source.Rows, source.BatchSize), (there.BatchCount, there.Rows, there.BatchSize));
    }
}
