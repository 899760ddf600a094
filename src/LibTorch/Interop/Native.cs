using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The functions of native/gentorch.cpp. Handles of tensors are owned references; a null handle is no tensor.</summary>
internal static unsafe partial class Native
{
    internal const string Library = "gentorch";

    // A collection may not wait for a call that computes, so only those that read a field skip the transition.
    [LibraryImport(Library)] internal static partial byte* gen_error();
    [LibraryImport(Library)] internal static partial byte* gen_version();
    [LibraryImport(Library)] internal static partial void gen_free(void* memory);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint gen_find(string name, string overload);
    [LibraryImport(Library)] internal static partial int gen_call(nint op, NativeValue* arguments, int count, NativeValue* results, int room);

    [LibraryImport(Library)] internal static partial void gen_release(nint tensor);
    [LibraryImport(Library)] internal static partial nint gen_alias(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long gen_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long gen_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int gen_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int gen_device_type(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int gen_device_index(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int gen_is_contiguous(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void gen_sizes(nint tensor, long* sizes);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void gen_strides(nint tensor, long* strides);
    [LibraryImport(Library)] internal static partial nint gen_data(nint tensor);

    [LibraryImport(Library)] internal static partial int gen_requires_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int gen_is_leaf(nint tensor);
    [LibraryImport(Library)] internal static partial int gen_set_requires_grad(nint tensor, int value);
    [LibraryImport(Library)] internal static partial nint gen_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int gen_set_grad(nint tensor, nint gradient);
    [LibraryImport(Library)] internal static partial int gen_retain_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int gen_backward(
        nint* tensors, long count, nint* gradients, long gradientCount, int retain, int create, nint* inputs, long inputCount);
    [LibraryImport(Library)] internal static partial int gen_grad_mode();
    [LibraryImport(Library)] internal static partial void gen_set_grad_mode(int enabled);
    [LibraryImport(Library)] internal static partial int gen_inference_mode();
    [LibraryImport(Library)] internal static partial nint gen_enter_inference_mode(int enabled);
    [LibraryImport(Library)] internal static partial void gen_leave_inference_mode(nint guard);

    [LibraryImport(Library)] internal static partial nint gen_generator_default();
    [LibraryImport(Library)] internal static partial nint gen_generator_new(ulong seed, int deviceType, int deviceIndex);
    [LibraryImport(Library)] internal static partial void gen_generator_delete(nint generator);
    [LibraryImport(Library)] internal static partial int gen_generator_manual_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial ulong gen_generator_seed(nint generator);
    [LibraryImport(Library)] internal static partial ulong gen_generator_current_seed(nint generator);
    [LibraryImport(Library)] internal static partial nint gen_generator_get_state(nint generator);
    [LibraryImport(Library)] internal static partial int gen_generator_set_state(nint generator, nint state);
    [LibraryImport(Library)] internal static partial int gen_manual_seed(ulong seed);

    [LibraryImport(Library)] internal static partial int gen_get_num_threads();
    [LibraryImport(Library)] internal static partial int gen_set_num_threads(int threads);
    [LibraryImport(Library)] internal static partial int gen_cuda_device_count();
    [LibraryImport(Library)] internal static partial int gen_cuda_synchronize(int deviceIndex);

    /// <summary>Passes a status on, or throws libtorch's message where it is negative.</summary>
    internal static int Check(int status) => status < 0 ? throw Failure() : status;

    /// <summary>Passes a handle on, or throws libtorch's message where it is null.</summary>
    internal static nint Check(nint handle) => handle == 0 ? throw Failure() : handle;

    internal static ExternalException Failure() => new(Marshal.PtrToStringUTF8((nint)gen_error()));
}
