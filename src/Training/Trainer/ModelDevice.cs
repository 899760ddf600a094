using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Where a model computes.</summary>
internal static class ModelDevice
{
    /// <summary>Where its first parameter is, or else its first buffer; null if it has neither.</summary>
    public static Device? Of(nn.Module model) => model.parameters().FirstOrDefault()?.device ?? model.buffers().FirstOrDefault()?.device;

    /// <summary>True for the same device; a GPU without a number is the first one.</summary>
    public static bool AreSame(Device one, Device other) =>
        one.type == other.type && (one.type == DeviceType.CPU || Math.Max(one.index, 0) == Math.Max(other.index, 0));

    /// <summary>What to say where the model is not on the device that was asked for.</summary>
    public static string Elsewhere(Device model, Device asked) =>
        $"the model computes on {Text(model)}, where its weights are, though device is {Text(asked)}; to change that, call model.to(device) before you make the optimizer";

    private static string Text(Device device) => device.type == DeviceType.CPU ? "cpu" : $"{device.type.ToString().ToLowerInvariant()}:{Math.Max(device.index, 0)}";
}
