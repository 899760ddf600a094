using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads that one operator may use.</summary>
    public static int get_num_threads() => Native.gen_get_num_threads();

    /// <summary>Sets <see cref="get_num_threads"/>. One or several threads may give results that differ in the last bits.</summary>
    public static void set_num_threads(int num) => Native.Check(Native.gen_set_num_threads(num));

    /// <summary>The element type that factories choose by themselves: float32.</summary>
    public static ScalarType get_default_dtype() => ScalarType.Float32;

    /// <summary>NVIDIA's GPUs.</summary>
    public static partial class cuda
    {
        /// <summary>Whether libtorch can compute on a GPU here.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>The number of GPUs.</summary>
        public static int device_count() => Native.gen_cuda_device_count();

        /// <summary>Waits until a GPU (the current one by default) has done all it was given.</summary>
        public static void synchronize(Device? device = null) => Native.Check(Native.gen_cuda_synchronize(device?.index ?? -1));
    }
}
