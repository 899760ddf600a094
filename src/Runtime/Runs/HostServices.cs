using Microsoft.Extensions.Logging;

namespace Gen.Runs;

/// <summary>What a run takes from a host's services.</summary>
internal static class HostServices
{
    /// <summary>The factory that was given, else the services' own; null if there is neither.</summary>
    public static ILoggerFactory? LoggerFactory(RunOptions options) =>
        options.LoggerFactory ?? (ILoggerFactory?)options.Services?.GetService(typeof(ILoggerFactory));

    /// <summary>The error of a method that asks for services where there are none.</summary>
    /// <param name="method">The method, with its class.</param>
    /// <param name="run">The run that lacks them; null for one that was not made for lack of them.</param>
    public static MissingServicesException Missing(string method, Run? run = null) => new(
        $"'{method}' asks for an IServiceProvider, and " + (run is DetachedRun
            ? "outside a run there is none: give it to the method's own parameter"
            : "the run was given none: set RunOptions.Services, or make the parameter an IServiceProvider?"));
}
