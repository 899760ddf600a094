using System.Runtime.InteropServices;

namespace Gen.Benchmarks;

/// <summary>Processor time, which other programs on the machine do not add to. Linux only.</summary>
internal static class ThreadClock
{
    private const int ProcessCpuTime = 2;
    private const int ThreadCpuTime = 3;

    /// <summary>The calling thread's nanoseconds since some moment.</summary>
    public static long Now => Read(ThreadCpuTime);

    /// <summary>The nanoseconds of all threads of the process since some moment.</summary>
    public static long Process => Read(ProcessCpuTime);

    private static long Read(int clock)
    {
        if (clock_gettime(clock, out var time) != 0) throw new PlatformNotSupportedException("Processor time cannot be read here.");
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
