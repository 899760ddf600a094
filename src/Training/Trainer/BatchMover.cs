using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Brings batches to the model's device.</summary>
internal static class BatchMover
{
    /// <summary>Copies a batch to a device, unless all of it is there already.</summary>
    /// <returns>
    /// A batch that the caller disposes when the step ends: its tensors are in no dispose scope. Null if there is nothing to copy.
    /// </returns>
    public static DataBatch? Copy(DataBatch batch, Device device)
    {
        if (IsOn(batch.Input, device) && (batch.Target is null || IsOn(batch.Target, device)) && (batch.SampleWeight is null || IsOn(batch.SampleWeight, device)))
            return null;
        return batch.Map(t => Copy(t, device));
    }

    /// <summary>
    /// Copies a tensor to a device. To a GPU it goes through pinned memory: a copy from other memory waits until the device has done
    /// all its work.
    /// </summary>
    public static Tensor Copy(Tensor tensor, Device device)
    {
        if (device.type != DeviceType.CUDA || tensor.device_type != DeviceType.CPU) return tensor.to(device);
        if (tensor.is_pinned()) return tensor.to(device, non_blocking: true);

        // The pinned copy may go at once: torch hands its memory out again only after the device has read it.
        using var pinned = tensor.pin_memory();
        return pinned.to(device, non_blocking: true);
    }

    /// <summary>True if a tensor is there; a GPU without a number is the first one.</summary>
    public static bool IsOn(Tensor tensor, Device device) =>
        tensor.device_type == device.type
        && (device.type == DeviceType.CPU || Math.Max(tensor.device_index, 0) == Math.Max(device.index, 0));
}
