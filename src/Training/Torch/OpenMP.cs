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
