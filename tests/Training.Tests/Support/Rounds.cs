namespace Gen.Training.Tests.Support;

/// <summary>How often a randomised test tries: all of it with <c>GEN_FULL_TESTS=1</c>, else a tenth.</summary>
internal static class Rounds
{
    private static readonly bool s_full = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1";

    public static int Of(int full) => s_full ? full : Math.Max(1, full / 10);
}
