using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Records no graph on this thread until disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Records graphs on this thread (or none) until disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Records graphs on this thread (or none) until disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether this thread records graphs.</summary>
    public static bool is_grad_enabled() => Native.gen_grad_mode() != 0;

    /// <summary>
    /// Like <see cref="no_grad"/>, and the tensors made meanwhile can never take part in a graph. Dispose in reverse order on the same thread.
    /// </summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceGuard(mode);

    /// <summary>Whether this thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => Native.gen_inference_mode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = Native.gen_grad_mode();

        public GradMode(bool enabled) => Native.gen_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Native.gen_set_grad_mode(_before);
    }

    // No finalizer: the guard restores the state of the thread that it is deleted on.
    private sealed class InferenceGuard(bool enabled) : IDisposable
    {
        private nint _guard = Native.gen_enter_inference_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_guard != 0) Native.gen_leave_inference_mode(_guard);
            _guard = 0;
        }
    }
}
