using System.Runtime.InteropServices;

namespace Gen.Benchmarks;

/// <summary>Processor time of the calling thread, which other programs on the machine do not add to. Linux only.</summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Nanoseconds since some moment.</summary>
    public static long Now
    {
        get
        {
            if (clock_gettime(ThreadCpuTime, out var time) != 0) throw new PlatformNotSupportedException("The thread's processor time cannot be read here.");
            return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
