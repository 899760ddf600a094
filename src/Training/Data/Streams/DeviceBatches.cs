using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>A source's batches on a device.</summary>
internal sealed class DeviceBatches(IBatchSource source, Device device) : IBatchSource
{
    public int? BatchCount => source.BatchCount;

    public long? Samples => source.Samples;

    public int? BatchSize => source.BatchSize;

    public IEnumerable<DataBatch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        foreach (var batch in source.Epoch(order, cancellationToken)) yield return Bring(batch);
    }

    private DataBatch Bring(DataBatch batch)
    {
        if (device.type == DeviceType.CPU && batch.Input.device_type == DeviceType.CPU) return batch;
        using (batch) return batch.Map(t => BatchMover.Copy(t, device));
    }
}
