using System.Runtime.InteropServices;

namespace Gen.Training;

/// <summary>Settings of libgomp, whose threads compute torch's operators.</summary>
internal static class OpenMP
{
    // Measured on two cores, see docs/training.md.
    private const string SpinCount = "1000";

    private static readonly string[] s_variables = ["GOMP_SPINCOUNT", "OMP_WAIT_POLICY"];

    /// <summary>Limits how long idle threads spin before they sleep. Must be called before torch is loaded, which reads the limit
    /// once.</summary>
    /// <returns>False if nothing was changed: the system is not Linux with glibc, or the environment sets the limit.</returns>
    public static bool LimitSpinning()
    {
        if (!OperatingSystem.IsLinux() || s_variables.Any(v => Environment.GetEnvironmentVariable(v) is { Length: > 0 })) return false;
        try
        {
            // Environment.SetEnvironmentVariable changes the runtime's own copy, which native libraries do not see.
            return SetVariable(s_variables[0], SpinCount, overwrite: 0) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "setenv", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}

/// <summary>
/// Settings of glibc's allocator, which gives the memory of freed CPU tensors back to the system: the next step has every page mapped and
/// cleared again.
/// </summary>
internal static class MallocSettings
{
    // From malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    // Freed memory that stays with the process: 1 GiB.
    private const int KeptBytes = 1 << 30;

    // The maximum that glibc accepts. Larger tensors are mapped on their own and unmapped when they are freed.
    private const int LargestKeptTensor = 32 << 20;

    // The maximum size of a thread's heap. With less, an empty heap other than the first is unmapped, whatever the other thresholds say.
    private const int ThreadHeapBytes = 64 << 20;

    private static readonly Lazy<bool> s_isApplied = new(TryApply);

    /// <summary>Whether <see cref="KeepFreedMemory"/> was called and had an effect.</summary>
    public static bool IsApplied => s_isApplied is { IsValueCreated: true, Value: true };

    /// <inheritdoc cref="TorchRuntime.KeepFreedMemory"/>
    public static bool KeepFreedMemory() => s_isApplied.Value;

    /// <summary>Whether the environment configures glibc's allocator.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    internal static bool IsConfigured(Func<string, string?> variable) =>
        variable("GLIBC_TUNABLES")?.Contains("glibc.malloc.", StringComparison.Ordinal) == true
        || ((string[])["MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_", "MALLOC_MMAP_THRESHOLD_"]).Any(name =>
            variable(name) is { Length: > 0 }
        );

    private static bool TryApply()
    {
        if (!OperatingSystem.IsLinux() || IsConfigured(Environment.GetEnvironmentVariable)) return false;
        try
        {
            // All three, because setting one of them stops glibc from adapting the others.
            return SetOption(MapThreshold, LargestKeptTensor) != 0
                && SetOption(TrimThreshold, KeptBytes) != 0
                && SetOption(TopPad, ThreadHeapBytes) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
