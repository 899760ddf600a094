using Gen.Training.Data;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Brings batches to the model's device.</summary>
internal static class BatchMover
{
    /// <summary>The batch there: itself if it is there already. The caller disposes both.</summary>
    public static DataBatch To(DataBatch batch, Device device)
    {
        if (IsOn(batch.Input, device) && (batch.Target is null || IsOn(batch.Target, device)) && (batch.SampleWeight is null || IsOn(batch.SampleWeight, device)))
            return batch;
        return new DataBatch(batch.Input.to(device), batch.Target?.to(device), batch.SampleWeight?.to(device));
    }

    public static bool IsOn(Tensor tensor, Device device) =>
        tensor.device_type == device.type && (device.type == TorchSharp.DeviceType.CPU || tensor.device_index == device.index);
}
