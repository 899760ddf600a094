namespace Gen.Metrics.Tests.Support;

/// <summary>The number of rounds of randomized tests: a tenth unless <c>GEN_FULL_TESTS=1</c>.</summary>
internal static class Rounds
{
    public static bool Full { get; } = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1";

    public static int Of(int full) => Full ? full : Math.Max(1, full / 10);
}
