using System.Globalization;
using Gen;
using Gen.RunHost;
using Gen.Storage;

// A process for tests: `RunHost SCENARIO RUNS_DIRECTORY`. The scenarios are in Scenarios.cs.
var scenario = args[0];
if (scenario == "resumable")
{
    // A command line like a user's, from HOST_ARGS.
    var words = Environment.GetEnvironmentVariable("HOST_ARGS")!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    return await Resumable.RunAsync(["--runs", args[1], .. words], new RunOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(50) });
}

if (scenario == "started")
    return await Resumable.RunAsync(args[2..]);

if (scenario == "demo")
    return await Demo.RunAsync(Environment.GetEnvironmentVariable("HOST_LINE")!.Split('\n'));

if (scenario == "chore")
{
    SweepTiming.Set();
    var count = int.Parse(Environment.GetEnvironmentVariable("HOST_COUNT") ?? "1", CultureInfo.InvariantCulture);
    var chores = ChoreOptions.Create(args[1]);
    for (var i = 1; i < count; i++)
        await Chore.RunAsync(args[2..], chores);
    return await Chore.RunAsync(args[2..], chores);
}

if (scenario == "sweep")
{
    SweepTiming.Set();
    return await Landscape.RunAsync(args);
}

if (scenario == "claims")
{
    SweepTiming.Set();
    ClaimRace.Run(args[1]);
    return 0;
}

if (scenario == "numbers")
{
    // Numbers of folders that are deleted at once, until the process is killed.
    Console.WriteLine("ready");
    for (var shown = Console.OpenStandardOutput(); ;)
    {
        var number = RunFolderClaim.Claim(args[1], args[1], static path => File.WriteAllText(Path.Combine(path, "run.json"), "{}"));
        Directory.Delete(Path.Combine(args[1], number), recursive: true);
        shown.Write(System.Text.Encoding.UTF8.GetBytes(number + "\n"));
    }
}

if (scenario == "hosted")
    return await Hosted.StartAsync(args[1]);

RunSession.Prepare();
var start = new RunStart
{
    ExperimentName = "host",
    Command = scenario,
    Seed = 7,
    BaseDirectory = Environment.GetEnvironmentVariable("HOST_BASE"),
    WriteConfig = static writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("seed", 7);
        writer.WriteEndObject();
    },
};
var options = new RunOptions
{
    RunsDirectory = args[1],
    HandleSignals = scenario != "startup",
    HeartbeatInterval = TimeSpan.FromMilliseconds(scenario switch { "startup" => 10_000, "metrics" => 10, _ => 50 }),
};
if (scenario == "hanging-observer")
    options.Observers.Add(new HangingObserver());
var run = new Run<long>(start, options);
try
{
    await RunSession.ExecuteAsync(run, Scenarios.Get(scenario));
    if (scenario == "metrics")
        Console.WriteLine($"bytes {Scenarios.BytesWritten()}");
    return run.Signal is { } signal ? Scenarios.ExitCode(signal) : 0;
}
catch (OperationCanceledException) when (run.Signal is { } signal)
{
    return Scenarios.ExitCode(signal);
}
catch (RunStartException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (Exception)
{
    return 1;
}
