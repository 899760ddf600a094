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
        using (batch) return device.type == DeviceType.CUDA ? batch.Map(Copy) : batch.To(device);
    }

    // The pinned copy may go at once: torch hands its memory out again only after the device has read it.
    private Tensor Copy(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU || tensor.is_pinned()) return tensor.to(device, non_blocking: true);
        using var pinned = tensor.pin_memory();
        return pinned.to(device, non_blocking: true);
    }
}
