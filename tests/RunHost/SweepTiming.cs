using System.Globalization;
using Gen.Search;
using Gen.Storage;

namespace Gen.RunHost;

/// <summary>Shorter times of sweeps, for tests: milliseconds in <c>HOST_CLAIM_TIMEOUT</c>, <c>HOST_HEARTBEAT</c> (a tenth of it by
/// default) and <c>HOST_PATIENCE</c>.</summary>
internal static class SweepTiming
{
    public static void Set()
    {
        if (Read("HOST_CLAIM_TIMEOUT") is { } timeout)
            ClaimTiming.Default = new ClaimTiming(Read("HOST_HEARTBEAT") ?? timeout / 10, timeout, TimeProvider.System);
        if (Read("HOST_PATIENCE") is { } patience)
            StoragePatience.Limit = patience;
    }

    private static TimeSpan? Read(string name) => Environment.GetEnvironmentVariable(name) is { } text
        ? TimeSpan.FromMilliseconds(double.Parse(text, CultureInfo.InvariantCulture))
        : null;
}
