using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    // Reading elements on the host. For a tensor on a GPU this waits for the device.
    public partial class Tensor
    {
        /// <summary>The single element.</summary>
        /// <exception cref="ArgumentException">T is not the .NET type of <see cref="dtype"/>, or there is not exactly one element.</exception>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            ValidateType(typeof(T));
            if (device_type == DeviceType.CPU) return new TensorAccessor<T>(this)[0];
            using var copy = cpu();
            return new TensorAccessor<T>(copy)[0];
        }

        /// <summary>The elements, in place on the processor and as a copy from a GPU.</summary>
        /// <exception cref="ArgumentException">T is not the .NET type of <see cref="dtype"/>.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The memory of a contiguous tensor on the processor, valid while the tensor is; or to copy from a span of the same size.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not on the processor.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                RequireReadable();
                var count = NumberOfElements * ElementSize;
                if (count > int.MaxValue) throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                return new Span<byte>((void*)DataPointer, (int)count);
            }

            set
            {
                if (value.Length != NumberOfElements * ElementSize) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
            }
        }

        /// <summary>Where the first element is.</summary>
        internal nint DataPointer => NumberOfElements == 0 ? 0 : Interop.Native.Check(Read(Interop.Native.gen_data(Native)));

        internal Scalar ToScalar() => Aten.item.CallScalar(this);

        private void RequireReadable()
        {
            if (!is_contiguous()) throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        private void ValidateType(Type wanted)
        {
            var type = dtype;
            if (type == ScalarType.BFloat16) throw new ArgumentException($"No support for {type} in TorchSharp");
            var held = type switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Bool => typeof(bool),
                ScalarType.Float16 => typeof(Half),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                ScalarType.ComplexFloat32 => typeof((float, float)),
                _ => typeof(System.Numerics.Complex),
            };
            if (wanted != held) throw new ArgumentException($"{wanted.Name} is not compatible with {type}");
        }
    }
}

/// <summary>Conversions of tensors with one element to .NET numbers, whatever their element type.</summary>
public static partial class TensorExtensionMethods
{
#pragma warning disable CS1591
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();
    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();
#pragma warning restore CS1591

    /// <summary>A parameter made of this tensor, which becomes invalid.</summary>
    public static Modules.Parameter AsParameter(this torch.Tensor tensor) => new(tensor);
}
