using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Gen.Training;

/// <summary>Loads TorchSharp's native library, and says in one line why it cannot be loaded.</summary>
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
    /// Prepares the process for TorchSharp without loading it. The build adds a call to every program that references Gen.Training,
    /// before its first line; further calls do nothing.
    /// <para>On Linux, threads that wait for the next operator go to sleep sooner, unless the environment sets
    /// <c>GOMP_SPINCOUNT</c> or <c>OMP_WAIT_POLICY</c>; and the native library can be loaded with the libstdc++ of Debian 12,
    /// Ubuntu 22.04 and RHEL 9.</para>
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Initialize() => _ = s_initialized.Value;

    /// <summary>Loads TorchSharp's native library, unless it is loaded already.</summary>
    /// <exception cref="TorchMissingException">It is not there or does not load; the message says why, and what to install.</exception>
    public static void EnsureAvailable()
    {
        if (_available) return;
        if (WhyNotLoaded() is { } reason) throw Missing(reason, null);
        var output = Console.Out;
        try
        {
            // A failure prints a page about everything that was tried.
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

    // What is there and does not load need not be looked for in other places.
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
        "TorchSharp's native library cannot be loaded: a program needs one of the packages TorchSharp-cpu, TorchSharp-cuda-linux and "
        + $"TorchSharp-cuda-windows, and a system that its libraries run on ({reason.Trim().TrimEnd('.')}).",
        inner);

#pragma warning disable CA2255 // For scripts and notebooks, whose own assemblies have no such initializer.
    [ModuleInitializer]
    internal static void OnLoad() => Initialize();
#pragma warning restore CA2255
}

/// <summary>TorchSharp's native library cannot be loaded. The message is one line that says what to install.</summary>
public sealed class TorchMissingException : UserErrorException
{
    internal TorchMissingException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}

/// <summary>Torch draws from one generator a device; a run seeds them when it starts, and generated code calls this.</summary>
public static class TorchSeed
{
    /// <summary>
    /// Starts torch's random sequences, on all devices, from the run's seed. Two runs in one process at the same time share the generators, so
    /// only one run at a time repeats its numbers exactly.
    /// </summary>
    /// <param name="seed">The run's seed; any value.</param>
    /// <exception cref="TorchMissingException">TorchSharp's native library cannot be loaded.</exception>
    public static void Begin(long seed)
    {
        TorchRuntime.EnsureAvailable();
        using var generator = torch.random.manual_seed(seed);
    }
}
