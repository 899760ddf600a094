namespace Gen.Metrics.Tests.Support;

/// <summary>The number of iterations of randomized tests: a tenth unless <c>GEN_FULL_TESTS=1</c>.</summary>
internal static class TestIterations
{
    public static bool Full { get; } = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1";

    public static int Scaled(int full) => Full ? full : Math.Max(1, full / 10);
}
