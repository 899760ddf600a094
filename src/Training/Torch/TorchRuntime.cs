using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gen.Search;
using TorchSharp;

namespace Gen.Training;

/// <summary>Loads TorchSharp's native library and configures the process for it.</summary>
public static class TorchRuntime
{
    private static readonly Lazy<bool> s_initialized = new(() =>
    {
        OpenMP.LimitSpinning();
        NativeLoader.Register();
        return true;
    });

    private static volatile bool _available;

    /// <summary>
    /// Prepares the process for TorchSharp without loading it. The build adds a call to each program that references Gen.Training, before
    /// its first line. Further calls have no effect.
    /// <para>On Linux, idle threads of torch sleep sooner, unless the environment sets <c>GOMP_SPINCOUNT</c> or <c>OMP_WAIT_POLICY</c>,
    /// and the native library can be loaded with the libstdc++ of Debian 12, Ubuntu 22.04 and RHEL 9.</para>
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Initialize() => _ = s_initialized.Value;

    /// <summary>
    /// Keeps the memory of freed CPU tensors in the process for the tensors that follow, instead of giving it back to the system: up to
    /// 1 GiB, in tensors of up to 32 MiB. Saves some percent of a training step. Applies to the whole process until it ends; memory is not
    /// kept unless this is called.
    /// </summary>
    /// <returns>
    /// False if nothing was changed: the system is not Linux with glibc, or the environment configures glibc's allocator
    /// (<c>MALLOC_TRIM_THRESHOLD_</c>, <c>MALLOC_MMAP_THRESHOLD_</c>, <c>MALLOC_TOP_PAD_</c>, <c>GLIBC_TUNABLES</c>).
    /// </returns>
    public static bool KeepFreedMemory() => MallocSettings.KeepFreedMemory();

    /// <summary>Loads TorchSharp's native library if it is not loaded yet.</summary>
    /// <exception cref="TorchMissingException">The library is missing or does not load. The message says why and what to
    /// install.</exception>
    public static void EnsureAvailable()
    {
        if (_available) return;
        if (WhyNotLoaded() is { } reason) throw Missing(reason, null);
        var output = Console.Out;
        try
        {
            // On failure TorchSharp would print a long report of its attempts.
            Console.SetOut(TextWriter.Null);
            _ = torch.get_num_threads();
            _available = true;
        }
        catch (Exception e)
            when (e is DllNotFoundException or TypeInitializationException or NotSupportedException or BadImageFormatException)
        {
            throw Missing(e.GetBaseException().Message.Split('\n')[0], e);
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    // Loads the libraries in the order in which TorchSharp would, because their exceptions state the reason of a failure.
    private static string? WhyNotLoaded()
    {
        try
        {
            var torchSharp = typeof(torch).Assembly;
            NativeLibrary.TryLoad("torch_cpu", torchSharp, null, out _);
            NativeLibrary.Load(NativeLoader.Library, torchSharp, null);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return LoadFailure.Reason(e.Message);
        }
    }

    private static TorchMissingException Missing(string reason, Exception? inner) => new(
        $"TorchSharp's native library cannot be loaded: {LoadFailure.Advice(reason)} ({reason.Trim().TrimEnd('.')}).", inner);

#pragma warning disable CA2255 // For scripts and notebooks, whose own assemblies have no such initializer.
    [ModuleInitializer]
    internal static void OnLoad() => Initialize();
#pragma warning restore CA2255
}

/// <summary>The exception that is thrown when TorchSharp's native library cannot be loaded. The message is one line that says what to
/// install.</summary>
public sealed class TorchMissingException : UserErrorException
{
    internal TorchMissingException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}

/// <summary>The seed of torch's random generators, one per device. Generated code sets it when a run starts.</summary>
public static class TorchSeed
{
    private static int? s_threads;

    /// <summary>
    /// Seeds torch's generators on all devices. Concurrent runs in one process share these generators, so only a run that is alone
    /// reproduces its numbers exactly.
    /// </summary>
    /// <param name="seed">The run's seed. Any value is valid.</param>
    /// <exception cref="TorchMissingException">TorchSharp's native library cannot be loaded.</exception>
    public static void Set(long seed)
    {
        TorchRuntime.EnsureAvailable();
        SetThreads();
        using var generator = torch.random.manual_seed(seed);
    }

    // After a sweep, the next run has the threads of before.
    private static void SetThreads()
    {
        var before = torch.get_num_threads();
        var wanted = TrialThreads.Current ?? s_threads ?? before;
        s_threads = TrialThreads.Current is null ? null : s_threads ?? before;
        if (wanted != before)
            torch.set_num_threads(wanted);
    }
}
