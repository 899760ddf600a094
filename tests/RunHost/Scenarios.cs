using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Gen.RunHost;

/// <summary>The scenarios of the host. Each prints <c>ready</c> when the test may act on it.</summary>
internal static class Scenarios
{
    public static int ExitCode(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 129,
        PosixSignal.SIGINT => 130,
        PosixSignal.SIGQUIT => 131,
        _ => 143,
    };

    public static Func<Run, ValueTask> Get(string name) => name switch
    {
        "startup" => Startup,
        "scalar" => Scalar,
        "endless" or "hanging-observer" => Endless,
        "cooperative" => Cooperative,
        "returns-early" => ReturnsEarly,
        "stubborn" => Stubborn,
        "exit" => static _ => Exit(),
        "crash-thread" => CrashThread,
        "fail" => static _ => throw new InvalidOperationException("boom!"),
        "seeds" => Seeds,
        "metrics" => Metrics,
        "loaded" => Loaded,
        "full" => Full,
        "events" => EventScenarios.ThousandAndWait,
        "events-full" => EventScenarios.FullDisk,
        _ => throw new ArgumentException($"There is no scenario '{name}'."),
    };

    /// <summary>Prints the time at which the body began, on the clock of Python's <c>time.monotonic_ns</c>.</summary>
    private static ValueTask Startup(Run run)
    {
        var began = Stopwatch.GetTimestamp();
        Console.WriteLine(began);
        return default;
    }

    /// <summary>Prints the assemblies that a run has loaded.</summary>
    private static ValueTask Loaded(Run run)
    {
        run.LogScalar("loss", 1);
        Console.WriteLine(string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(static a => a.GetName().Name)));
        return default;
    }

    /// <summary>Logs 100 points while files are limited to 2,000 bytes, and 100 more without the limit.</summary>
    private static ValueTask Full(Run run)
    {
        FileLimit.Set(2000);
        LogHundred(run);
        // This flushes, so that the limit is reached before it is lifted.
        run.RecordPosition();
        FileLimit.Lift();
        LogHundred(run);
        return default;
    }

    private static void LogHundred(Run run)
    {
        for (var i = 0; i < 100; i++)
            run.LogScalar("loss", i);
    }

    private static ValueTask Scalar(Run run)
    {
        run.LogScalar("pid", Environment.ProcessId);
        Console.WriteLine($"ready {run.Id} {Environment.ProcessId}");
        return default;
    }

    /// <summary>Logs without pause, and never reads the token.</summary>
    private static ValueTask Endless(Run run)
    {
        Console.WriteLine("ready");
        for (var i = 0L; ; i++)
        {
            run.LogScalar("loss", 1.0 / (i + 1));
            run.Info.Set("i", i);
            if (i % 1000 == 0)
                Console.WriteLine($"line {i}");
        }
    }

    private static async ValueTask Cooperative(Run run)
    {
        var token = run.CancellationToken;
        Console.WriteLine("ready");
        run.LogScalar("loss", 1);
        try
        {
            await Task.Delay(Timeout.Infinite, token);
        }
        finally
        {
            await Task.Delay(200);
            run.LogScalar("loss", 0);
            Console.WriteLine("tidied up");
        }
    }

    private static ValueTask ReturnsEarly(Run run)
    {
        var token = run.CancellationToken;
        Console.WriteLine("ready");
        token.WaitHandle.WaitOne();
        return default;
    }

    /// <summary>Reads the token and ignores it.</summary>
    private static ValueTask Stubborn(Run run)
    {
        _ = run.CancellationToken;
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
        return default;
    }

    private static ValueTask Exit()
    {
        Environment.Exit(3);
        return default;
    }

    private static ValueTask CrashThread(Run run)
    {
        new Thread(static () => throw new InvalidOperationException("crash on a thread")).Start();
        Thread.Sleep(Timeout.Infinite);
        return default;
    }

    private static ValueTask Seeds(Run run)
    {
        Console.WriteLine($"{run.NextSeed("a")} {run.NextSeed("a")} {run.CreateRandom("b").Next()}");
        return default;
    }

    /// <summary>Logs <c>HOST_POINTS</c> points over a hundred heartbeats.</summary>
    private static ValueTask Metrics(Run run)
    {
        var points = long.Parse(Environment.GetEnvironmentVariable("HOST_POINTS")!, CultureInfo.InvariantCulture);
        var random = run.CreateRandom("values");
        for (var beat = 0; beat < 100; beat++)
        {
            for (var i = 0L; i < points / 100; i++)
                run.LogScalar(i % 2 == 0 ? "loss" : "accuracy", random.NextDouble());
            Thread.Sleep(run.Options.HeartbeatInterval);
        }

        return default;
    }

    /// <summary>Returns the bytes that this process has written so far, as counted by the operating system.</summary>
    public static long BytesWritten()
    {
        foreach (var line in File.ReadLines("/proc/self/io"))
        {
            if (line.StartsWith("wchar: ", StringComparison.Ordinal))
                return long.Parse(line.AsSpan(7), CultureInfo.InvariantCulture);
        }

        throw new NotSupportedException("This system does not count what a process writes.");
    }
}
