using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Gen.Tool.Tests.Queue;

/// <summary>Programs that queue runs, and workers that run them, as processes.</summary>
internal static class Chores
{
    /// <summary>Queues runs of tests/RunHost's experiment.</summary>
    /// <param name="folder">The folder, with the runs in <c>runs</c>.</param>
    /// <param name="count">The number of runs.</param>
    /// <param name="words">The command line after <c>--queue</c>.</param>
    /// <returns>What the program wrote.</returns>
    public static (string Output, string Errors) Queue(TempFolder folder, int count, params string[] words) =>
        QueueIn(folder, null, count, words);

    /// <summary>Queues runs in a database, or in the folder without one.</summary>
    public static (string Output, string Errors) QueueIn(TempFolder folder, string? database, int count, params string[] words)
    {
        using var process = Start(
            "RunHost",
            ["chore", folder.In("runs"), "--queue", .. words],
            ("HOST_COUNT", count.ToString(CultureInfo.InvariantCulture)),
            ("HOST_POSTGRES", database));
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal((0, ""), (process.ExitCode, process.ExitCode == 0 ? "" : errors.Result));
        return (output, errors.Result);
    }

    /// <summary>Carries a run out, whatever becomes of it.</summary>
    public static void Run(TempFolder folder, params string[] words)
    {
        using var process = Start("RunHost", ["chore", folder.In("runs"), .. words]);
        End(process, acceptErrors: true);
    }

    /// <summary>Runs <c>gen repeat</c> to its end.</summary>
    public static (int ExitCode, string Output, string Errors) Repeat(TempFolder folder, params string[] words)
    {
        using var process = Start("Gen.Tool", ["repeat", "--runs", folder.In("runs"), .. words]);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>Starts <c>gen work</c>.</summary>
    public static Process StartWorker(TempFolder folder, params string[] options) =>
        Start("Gen.Tool", ["work", "--runs", folder.In("runs"), .. options]);

    /// <summary>Starts <c>gen work --store</c>.</summary>
    public static Process StartStoreWorker(TempFolder folder, string database, params string[] options) => Start(
        "Gen.Tool", ["work", "--runs", folder.In("runs"), "--store", database, .. options], ("HOST_POSTGRES", database));

    /// <summary>Runs <c>gen work</c> to its end.</summary>
    /// <returns>Its exit code, and what it said.</returns>
    public static (int ExitCode, string Output) Work(TempFolder folder, params string[] options)
    {
        using var worker = StartWorker(folder, options);
        return End(worker);
    }

    public static (int ExitCode, string Output) End(Process process, bool acceptErrors = false)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(5)));
        if (!acceptErrors)
            Assert.Equal("", errors.Result);
        return (process.ExitCode, output);
    }

    public static JsonElement Record(TempFolder folder, string id)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(folder.In("runs", id, "run.json")));
        return document.RootElement.Clone();
    }

    public static string Status(TempFolder folder, string id) => Record(folder, id).GetProperty("status").GetString()!;

    private static Process Start(string project, string[] words, params (string Name, string? Value)[] environment)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, project + ".dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [program, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Where(e => e.Value is not null))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
