using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Where a tensor lives, without allocating a <see cref="Device"/>.</summary>
internal readonly record struct Place(DeviceType Type, int Index)
{
    public static readonly Place Cpu = new(DeviceType.CPU, 0);

    public Device Device => Type == DeviceType.CPU ? CPU : new Device(Type, Index);

    public static Place Of(Tensor tensor) =>
        tensor.device_type is var type && type == DeviceType.CPU ? Cpu : new Place(type, tensor.device_index);

    public override string ToString() => Device.ToString();
}
