using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Copies batches to the model's device.</summary>
internal static class DeviceTransfer
{
    /// <summary>Copies a batch to a device, unless all of it is there already.</summary>
    /// <returns>
    /// A batch that the caller disposes, whose tensors are in no dispose scope; null if there is nothing to copy.
    /// </returns>
    public static Batch? Copy(Batch batch, Device device)
    {
        var isThere = IsOn(batch.Features, device)
            && (batch.Labels is null || IsOn(batch.Labels, device))
            && (batch.SampleWeights is null || IsOn(batch.SampleWeights, device));
        return isThere ? null : batch.Map(t => Copy(t, device));
    }

    /// <summary>
    /// Copies a tensor to a device; to a GPU through pinned memory, because a copy from other memory waits until the device is idle.
    /// </summary>
    public static Tensor Copy(Tensor tensor, Device device)
    {
        if (device.type != DeviceType.CUDA || tensor.device_type != DeviceType.CPU) return tensor.to(device);
        if (tensor.is_pinned()) return tensor.to(device, non_blocking: true);

        // The pinned copy may be disposed at once: torch reuses its memory only after the device has read it.
        using var pinned = tensor.pin_memory();
        return pinned.to(device, non_blocking: true);
    }

    /// <summary>Whether a tensor is on a device; a GPU without a number is the first one.</summary>
    public static bool IsOn(Tensor tensor, Device device) =>
        tensor.device_type == device.type
        && (device.type == DeviceType.CPU || Math.Max(tensor.device_index, 0) == Math.Max(device.index, 0));
}

/// <summary>The device on which a model computes.</summary>
internal static class ModelDevice
{
    /// <summary>Finds the device of the model's first parameter, or of its first buffer if it has no parameters; null if it has
    /// neither.</summary>
    public static Device? Find(nn.Module model) => model.parameters().FirstOrDefault()?.device ?? model.buffers().FirstOrDefault()?.device;

    /// <summary>Whether two devices are the same; a GPU without a number is the first one.</summary>
    public static bool AreSame(Device one, Device other) =>
        one.type == other.type && (one.type == DeviceType.CPU || Math.Max(one.index, 0) == Math.Max(other.index, 0));

    /// <summary>The message for a model that is not on the device that was requested.</summary>
    public static string Mismatch(Device model, Device requested) =>
        $"The model computes on {Text(model)}, where its weights are, but device is {Text(requested)}. To change that, pass the "
        + $"optimizer's config, or call model.to(device) before you create the optimizer.";

    private static string Text(Device device) =>
        device.type == DeviceType.CPU ? "cpu" : $"{device.type.ToString().ToLowerInvariant()}:{Math.Max(device.index, 0)}";
}
