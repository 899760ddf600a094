using System.Diagnostics;
using System.Runtime;

namespace Gen.Benchmarks;

/// <summary>What one call cost, averaged over a round.</summary>
/// <param name="Cpu">Microseconds of processor time.</param>
/// <param name="Wall">Microseconds by the clock on the wall.</param>
/// <param name="Bytes">Allocated by .NET on the calling thread.</param>
internal readonly record struct Sample(double Cpu, double Wall, long Bytes);

/// <summary>Something that does a piece of work again and again, and tells what it took.</summary>
internal abstract class Rival(string name)
{
    // One round of one rival: long beside the clock's resolution, short beside the machine's moods.
    private const double RoundMicroseconds = 20_000;

    // Long enough for the just-in-time compiler to have done its best; nearly, in the short form. Time that others had the processor for
    // does not count.
    private static double WarmUpMicroseconds => Session.Short ? 200_000 : 500_000;

    /// <summary>How it is called in tables.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Warms up for as long as the times fall, but in the short form: for work of a thousand methods, which the just-in-time compiler
    /// improves for seconds. Of this process only.
    /// </summary>
    public bool UntilSteady { get; init; }

    /// <summary>Does the work so many times.</summary>
    public abstract Sample Run(int calls);

    /// <summary>Warms up; gives the calls that make a round.</summary>
    public int Calls()
    {
        var (calls, time) = WarmUp(1, WarmUpMicroseconds);
        for (var falls = UntilSteady && !Session.Short; falls;)
        {
            // The times alone do not tell: they stay the same for seconds while the compiler collects what it needs.
            var (methods, before) = (JitInfo.GetCompiledMethodCount(), time);
            (calls, time) = WarmUp(calls, 1_000_000);
            falls = JitInfo.GetCompiledMethodCount() - methods > 10 || time < 0.97 * before;
        }

        return calls;
    }

    // The calls that make a round, and what one took on the average.
    private (int Calls, double Time) WarmUp(int calls, double microseconds)
    {
        var (done, cpu) = (0, 0.0);
        for (var spent = 0.0; spent < microseconds;)
        {
            var last = Run(calls);
            (done, cpu, spent) = (done + calls, cpu + last.Cpu * calls, spent + Math.Min(last.Wall, last.Cpu) * calls);
            calls = Math.Max(1, (int)(RoundMicroseconds / Math.Max(last.Cpu, 1e-3)));
        }

        return (calls, cpu / done);
    }
}

/// <summary>Work of this process.</summary>
/// <param name="name">How it is called in tables.</param>
/// <param name="work">One call.</param>
/// <param name="allThreads">Counts the processor time of the whole process and not of the calling thread alone.</param>
internal sealed class LocalRival(string name, Action work, bool allThreads = false) : Rival(name)
{
    private long Now => allThreads ? ThreadClock.Process : ThreadClock.Now;

    /// <inheritdoc/>
    public override Sample Run(int calls)
    {
        var (allocated, cpu, start) = (GC.GetAllocatedBytesForCurrentThread(), Now, Stopwatch.GetTimestamp());
        for (var i = 0; i < calls; i++) work();
        var wall = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return new((Now - cpu) / 1000.0 / calls, wall / calls, (GC.GetAllocatedBytesForCurrentThread() - allocated) / calls);
    }
}
