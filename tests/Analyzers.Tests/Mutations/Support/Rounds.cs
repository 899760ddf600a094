namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>How much of a seeded list a test goes through: all of it with <c>GEN_FULL_TESTS=1</c>, else every tenth.</summary>
internal static class Rounds
{
    private static readonly int s_step = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 1 : 10;

    public static IEnumerable<T> Of<T>(IEnumerable<T> all) => all.Where((_, i) => i % s_step == 0);
}
