using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>One tensor of a state: outside all dispose scopes, and writable in place whatever the mode of the thread.</summary>
internal sealed class StateTensor
{
    /// <summary>The tensor on the state's device; null before the first row.</summary>
    public Tensor? Value { get; private set; }

    /// <summary>Whether the tensor is too large to travel packed with others, as float64.</summary>
    public bool Bulky { get; init; }

    /// <summary>During a computation: the copy on the processor, where the state is elsewhere.</summary>
    public Tensor? Copy { get; set; }

    /// <summary>The tensor to compute from, on the processor.</summary>
    public Tensor Host => Copy ?? Value ?? throw new InvalidOperationException("Nothing was added to this accumulator in any update, so it has no value.");

    /// <summary>Adds to the value, or begins it. A value of whole numbers that is given fractions becomes float64.</summary>
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

    /// <summary>Takes a copy of the tensor as the value.</summary>
    public void Set(Tensor source)
    {
        // A tensor that was made in inference mode could not be updated outside it.
        using var normal = inference_mode(false);
        using var noGraph = no_grad();
        Own(source.clone());
    }

    /// <summary>Turns whole numbers into float64.</summary>
    public void Convert(ScalarType type)
    {
        if (Value is null || Value.dtype == type) return;
        using var normal = inference_mode(false);
        Own(Value.to_type(type));
    }

    public void MoveTo(Place place)
    {
        if (Value is null || Place.Of(Value) == place) return;
        using var normal = inference_mode(false);
        Own(Value.to(place.Device));
    }

    /// <summary>Makes a fresh tensor the value.</summary>
    public void Own(Tensor fresh)
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

/// <summary>Where a tensor lives, without allocating a <see cref="Device"/>.</summary>
internal readonly record struct Place(DeviceType Type, int Index)
{
    public static readonly Place Cpu = new(DeviceType.CPU, 0);

    public Device Device => Type == DeviceType.CPU ? CPU : new Device(Type, Index);

    public static Place Of(Tensor tensor) =>
        tensor.device_type is var type && type == DeviceType.CPU ? Cpu : new Place(type, tensor.device_index);

    public override string ToString() => Device.ToString();
}
