using Microsoft.Extensions.Logging;

namespace Gen.Runtime.Tests.Support;

/// <summary>Runs for tests: without log, capture and heartbeat, unless a test changes the options.</summary>
internal static class Some
{
    public static RunStart Start(long seed = 7, string? baseDirectory = null) => new()
    {
        ExperimentName = "test",
        Command = "train",
        Seed = seed,
        BaseDirectory = baseDirectory,
        WriteConfig = writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("seed", seed);
            writer.WriteEndObject();
        },
    };

    public static RunOptions Options(TempFolder folder) => new()
    {
        RunsDirectory = folder.In("runs"),
        Capture = CaptureMode.No,
        LogLevel = LogLevel.None,
        HeartbeatInterval = TimeSpan.FromHours(1),
    };

    public static Run<long> Run(TempFolder folder, Action<RunOptions>? change = null)
    {
        var options = Options(folder);
        change?.Invoke(options);
        return new Run<long>(Start(), options);
    }

    public static async Task<Run<long>> Completed(TempFolder folder, Action<Run>? body = null, Action<RunOptions>? change = null)
    {
        var run = Run(folder, change);
        await RunSession.ExecuteAsync(run, run =>
        {
            body?.Invoke(run);
            return default;
        });
        return run;
    }
}
