using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // A conversion that changes nothing still returns a new object, over the same memory unless `copy` is set.
    public partial class Tensor
    {
        /// <summary>A copy, recorded in the graph.</summary>
        public Tensor clone() => Aten.clone.Call(this);

        /// <summary>On the processor.</summary>
        public Tensor cpu() => to(DeviceType.CPU);

        /// <summary>On a GPU; the current one by default.</summary>
        /// <exception cref="ArgumentException">The device is no CUDA device.</exception>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => device is null || device.type == DeviceType.CUDA
            ? Convert(null, device ?? CUDA, false, false, non_blocking)
            : throw new ArgumentException("Not a CUDA device.", nameof(device));

        /// <summary>In page-locked memory of the processor, from which a GPU can copy while the program goes on; needs CUDA.</summary>
        public Tensor pin_memory() => Aten.pin_memory.Call(this, Arg.None);

        /// <summary>With another element type.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, null, copy, disposeAfter, non_blocking);

        /// <summary>With another element type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, null, copy, disposeAfter, non_blocking);

        /// <summary>On another device.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, device, copy, disposeAfter, non_blocking);

        /// <summary>On another device.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>On another device.</summary>
        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>With another element type on another device.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, device, copy, disposeAfter, non_blocking);

        /// <summary>With the element type and device of another tensor.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => Convert(other.dtype, other.device, false, false, non_blocking);

        /// <summary>With another element type.</summary>
        public Tensor type(ScalarType dtype) => to(dtype);

        /// <summary>With the element type of another tensor.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

#pragma warning disable CS1591
        public Tensor @bool() => to_type(ScalarType.Bool);
        public Tensor @byte() => to_type(ScalarType.Byte);
        public Tensor @char() => to_type(ScalarType.Int8);
        public Tensor @short() => to_type(ScalarType.Int16);
        public Tensor half() => to_type(ScalarType.Float16);
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);
        public Tensor @int() => to_type(ScalarType.Int32);
        public Tensor @long() => to_type(ScalarType.Int64);
        public Tensor @float() => to_type(ScalarType.Float32);
        public Tensor @double() => to_type(ScalarType.Float64);
#pragma warning restore CS1591

        private Tensor Convert(ScalarType? type, Device? device, bool copy, bool disposeAfter, bool nonBlocking)
        {
            var converted = Aten.to_dtype_layout.Call(this, type, Arg.None, device, Arg.None, nonBlocking, copy);
            if (disposeAfter) Dispose();
            return converted;
        }
    }
}
