using Microsoft.Extensions.Logging;

namespace Gen.Runtime.Tests.Support;

/// <summary>Options of runs that record nothing and log nothing.</summary>
internal static class Quiet
{
    public static RunOptions Options => new() { Unobserved = true, Capture = CaptureMode.No, LogLevel = LogLevel.None };
}
