using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>A tensor of a state. It is in no dispose scope and can be modified in place, even if it was created in inference
/// mode.</summary>
internal sealed class StateTensor
{
    /// <summary>The tensor on the state's device; null before the first row.</summary>
    public Tensor? Value { get; private set; }

    /// <summary>Whether the tensor is too large to be transferred with others as float64.</summary>
    public bool IsLarge { get; init; }

    /// <summary>The copy on the CPU, during a computation of a state on another device.</summary>
    public Tensor? HostCopy { get; set; }

    /// <summary>The tensor on the CPU.</summary>
    public Tensor Host =>
        HostCopy ?? Value ?? throw new InvalidOperationException(
            "The accumulator has no value, because no update has added anything, or what it adds could not be computed."
        );

    /// <summary>Adds to the value, or sets it. An integer value becomes float64 if the addend is float64.</summary>
    public void Add(Tensor part)
    {
        if (Value is null)
        {
            Set(part);
            return;
        }
        if (part.dtype == ScalarType.Float64) Convert(ScalarType.Float64);
        Value.add_(part);
    }

    /// <summary>Sets the value to a copy of a tensor.</summary>
    public void Set(Tensor source)
    {
        // A tensor that was created in inference mode cannot be modified outside it.
        using var normal = inference_mode(false);
        using var noGraph = no_grad();
        Replace(source.clone());
    }

    /// <summary>Converts the value to another type.</summary>
    public void Convert(ScalarType type)
    {
        if (Value is null || Value.dtype == type) return;
        using var normal = inference_mode(false);
        Replace(Value.to_type(type));
    }

    public void MoveTo(DeviceId device)
    {
        if (Value is null || DeviceId.From(Value) == device) return;
        using var normal = inference_mode(false);
        Replace(Value.to(device.Device));
    }

    /// <summary>Replaces the value by a new tensor, which it takes ownership of.</summary>
    public void Replace(Tensor fresh)
    {
        fresh.DetachFromDisposeScope();
        Value?.Dispose();
        Value = fresh;
    }

    public void Clear()
    {
        Value?.Dispose();
        Value = null;
    }
}

/// <summary>The type and index of a device. Unlike <see cref="Device"/>, it is not allocated.</summary>
internal readonly record struct DeviceId(DeviceType Type, int Index)
{
    public static readonly DeviceId Cpu = new(DeviceType.CPU, 0);

    public Device Device => Type == DeviceType.CPU ? CPU : new Device(Type, Index);

    public static DeviceId From(Tensor tensor) =>
        tensor.device_type is var type && type == DeviceType.CPU ? Cpu : new DeviceId(type, tensor.device_index);

    public override string ToString() => Device.ToString();
}
