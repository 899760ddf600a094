using System.Collections.Concurrent;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>
/// Code is incomplete while it is typed. No generator (CS8785), rule (AD0001) or code fix may crash on it. Runs a seeded tenth by default,
/// and all with <c>GEN_FULL_TESTS=1</c>.
/// </summary>
public class CorruptedCodeTests
{
    private const int All = 5_000;

    private static readonly int s_step = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 1 : 10;

    [Fact]
    public async Task CorruptedPrograms_CrashNothing()
    {
        var crashes = new ConcurrentQueue<string>();
        var (broken, fixes) = (0, 0);
        var programs = ProgramCorpus.All;
        Assert.True(programs.Count > 80, $"{programs.Count} programs");

        // The seeds of one program follow one another, so that its other files are compiled once.
        var shares = Enumerable.Range(0, All / s_step).Select(i => i * s_step).GroupBy(seed => seed / s_step % programs.Count);
        await Parallel.ForEachAsync(shares, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (share, _) =>
        {
            using var program = new CorruptedProgram(programs[share.Key]);
            foreach (var seed in share)
            {
                var (found, applied) = await program.Break(seed);
                Interlocked.Increment(ref broken);
                Interlocked.Add(ref fixes, applied);
                foreach (var crash in found)
                    crashes.Enqueue(crash);
            }
        });

        Assert.True(crashes.IsEmpty, $"{crashes.Count} crashes, such as\n{string.Join("\n\n", crashes.Take(3))}");
        Assert.Equal(All / s_step, broken);
        Assert.True(fixes >= broken / 100, $"only {fixes} fixes were applied to {broken} corrupted programs");
    }
}
