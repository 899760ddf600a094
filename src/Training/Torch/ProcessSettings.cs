using System.Runtime.InteropServices;

namespace Gen.Training;

/// <summary>How long the threads of an operator wait for the next one at full speed before they sleep.</summary>
internal static class OpenMP
{
    // Measured on two cores, see docs/training.md.
    private const string SpinCount = "1000";

    private static readonly string[] s_variables = ["GOMP_SPINCOUNT", "OMP_WAIT_POLICY"];

    /// <summary>Sets the time, where the environment does not; before torch is loaded, which reads it then.</summary>
    /// <returns>False where that is not done: elsewhere than on Linux with glibc, or where the environment says it already.</returns>
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
/// What becomes of memory that tensors on the processor free. A step's tensors are freed together at its end; glibc then gives the memory back to the system,
/// and the next step has every page of it mapped and cleared anew.
/// </summary>
internal static class FreedMemory
{
    // Names and numbers of malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    // The most that glibc keeps for what comes next; the rest goes back as before.
    private const int Kept = 1 << 30;

    // The greatest that glibc takes: larger tensors are mapped by themselves, and unmapped when they are freed.
    private const int LargestKept = 32 << 20;

    // What a thread's heap may have at most. With less, a heap beside the first that becomes empty is unmapped, whatever the other thresholds.
    private const int ThreadHeap = 64 << 20;

    private static readonly Lazy<bool> s_kept = new(TryKeep);

    /// <summary>Has it stay with the process, for the steps that follow; once, and for the whole process.</summary>
    /// <returns>False where that is not done: elsewhere than on Linux with glibc, or where the environment sets glibc's allocator up already.</returns>
    public static bool Keep() => s_kept.Value;

    /// <summary>True if a user has set up the allocator.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    internal static bool IsSetUp(Func<string, string?> variable) =>
        variable("GLIBC_TUNABLES")?.Contains("glibc.malloc.", StringComparison.Ordinal) == true
        || ((string[])["MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_", "MALLOC_MMAP_THRESHOLD_"]).Any(name => variable(name) is { Length: > 0 });

    private static bool TryKeep()
    {
        if (!OperatingSystem.IsLinux() || IsSetUp(Environment.GetEnvironmentVariable)) return false;
        try
        {
            // Setting any of them ends glibc's own adaptation of the others, so all are set.
            return SetOption(MapThreshold, LargestKept) != 0 && SetOption(TrimThreshold, Kept) != 0 && SetOption(TopPad, ThreadHeap) != 0;
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
