using System.Runtime.InteropServices;

namespace Gen.RunHost;

/// <summary>A size limit for the files of this process.</summary>
internal static class FileLimit
{
    private const int FileSize = 1;
    private const int FileSizeExceeded = 25;
    private static Limit s_before;

    public static void Set(ulong bytes)
    {
        // Otherwise the signal ends the process.
        signal(FileSizeExceeded, 1);
        getrlimit(FileSize, out s_before);
        setrlimit(FileSize, s_before with { Soft = bytes });
    }

    public static void Lift() => setrlimit(FileSize, s_before);

    [DllImport("libc")]
    private static extern nint signal(int number, nint handler);

    [DllImport("libc")]
    private static extern int getrlimit(int resource, out Limit limit);

    [DllImport("libc")]
    private static extern int setrlimit(int resource, in Limit limit);

    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
