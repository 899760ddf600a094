using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The number of axes.</summary>
        public long Dimensions => Read(Interop.Native.gen_dim(Native));

        /// <summary>The number of axes.</summary>
        public long dim() => Dimensions;

        /// <summary>The number of axes.</summary>
        public long ndim => Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Read(Interop.Native.gen_numel(Native));

        /// <summary>The number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => SizeOf(dtype);

        /// <summary>Bytes of one element.</summary>
        public long element_size() => ElementSize;

        /// <summary>The length of each axis.</summary>
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* target = sizes) Interop.Native.gen_sizes(Native, target);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        /// <summary>The length of each axis.</summary>
        public long[] size() => shape;

        /// <summary>The length of one axis; a negative one counts from the last.</summary>
        public long size(int dim) => Aten.size_int.CallScalar(this, dim).AsInteger;

        /// <summary>The distance in elements between neighbours along each axis.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* target = strides) Interop.Native.gen_strides(Native, target);
            GC.KeepAlive(this);
            return strides;
        }

        /// <summary>The distance in elements between neighbours along one axis; a negative one counts from the last.</summary>
        public long stride(int dim) => Aten.stride_int.CallScalar(this, dim).AsInteger;

        /// <summary>The element type.</summary>
        public ScalarType dtype => (ScalarType)Read(Interop.Native.gen_dtype(Native));

        /// <summary>Where the elements are.</summary>
        public Device device => device_type is var type && type == DeviceType.CPU ? new Device(type) : new Device(type, device_index);

        /// <summary>The kind of <see cref="device"/>.</summary>
        public DeviceType device_type => (DeviceType)Read(Interop.Native.gen_device_type(Native));

        /// <summary>The number of <see cref="device"/>, or -1.</summary>
        public int device_index => Read(Interop.Native.gen_device_index(Native));

        /// <summary>Whether the elements are on a GPU.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether the elements are in the processor's memory.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether the elements are in page-locked memory.</summary>
        public bool is_pinned() => Aten.is_pinned.CallScalar(this, Arg.None).ToBoolean();

        /// <summary>Whether the elements lie in row-major order without gaps.</summary>
        public bool is_contiguous() => Read(Interop.Native.gen_is_contiguous(Native)) != 0;

        /// <summary>Whether the elements are integers or truth values.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether the elements are floating-point numbers.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether the elements are complex numbers.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>Shape, type and device: <c>[2x3], type = Float32, device = cpu</c>. Elements are left out: reading them would wait for a GPU.</summary>
        public override string ToString() =>
            IsInvalid ? "[], disposed" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        // The handle must not be freed by the finalizer between being read and being used.
        private T Read<T>(T value)
        {
            GC.KeepAlive(this);
            return value;
        }
    }
}
