namespace Gen.Training.Tests.Support;

/// <summary>The number of iterations of randomized tests: a tenth unless <c>GEN_FULL_TESTS=1</c>.</summary>
internal static class TestIterations
{
    private static readonly bool s_full = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1";

    public static int Scaled(int full) => s_full ? full : Math.Max(1, full / 10);
}
