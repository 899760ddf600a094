using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gen.Benchmarks.Runtime.Configs;

/// <summary>A config read from a file, overridden, validated and printed, beside Microsoft's, and with ten times the entries.</summary>
internal static class ConfigPairs
{
    // Five of each kind that a line can override.
    private static readonly (string Key, string Value)[] s_overrides =
    [
        ("count3", "33"),
        ("rate5", "0.55"),
        ("name1", "other"),
        ("switch2", "true"),
        ("detail1", "All"),
    ];

    // As a console has it: encoded in small pieces, and kept by nobody. A text of all that is printed would be the largest thing here.
    private static readonly TextWriter s_screen = new StreamWriter(Stream.Null, new UTF8Encoding(false), 256) { AutoFlush = true };

    public static void Run(string folder)
    {
        var (small, large) = (Files(folder, 1), Files(folder, 10));
        RequireSame(small);
        if (Session.Wants("config-50"))
        {
            var measured = Alternately.Run(
                "A config of 50 entries",
                Session.Rounds,
                Steady("Microsoft.Extensions.Configuration", () => PrintTheirs(small)),
                Steady("Gen", () => Print(Fifty.RunAsync, small, s_screen))
            );
            Results.Add("config-50", measured, 1, 0, "50 entries, 5 overrides");
        }

        if (Session.Wants("config-50-first")) First(small);
        if (Session.Wants("config-growth"))
        {
            var measured = Alternately.Run(
                "Ten times the entries",
                Session.Rounds,
                Steady("50", () => Print(Fifty.RunAsync, small, s_screen)),
                Steady("500", () => Print(FiveHundred.RunAsync, large, s_screen))
            );
            Results.Add("config-growth", measured, 1, 0, "500 entries beside 50");
        }
    }

    /// <summary>One of the rivals, once, in this process; prints its microseconds.</summary>
    public static void Measure(string rival, string file)
    {
        var start = ThreadClock.Process;
        if (rival == "ours") Print(Fifty.RunAsync, file, s_screen);
        else PrintTheirs(file);
        Console.Out.WriteLine(((ThreadClock.Process - start) / 1e3).ToString(CultureInfo.InvariantCulture));
    }

    private static void First(string file)
    {
        var (ours, theirs) = (new double[Session.Rounds], new double[Session.Rounds]);
        for (var round = 0; round < Session.Rounds; round++)
            (theirs[round], ours[round]) = (Start("theirs"), Start("ours"));
        Console.WriteLine(
            $"The first config of a process, ms: ours {string.Join(" ", ours.Select(t => $"{t:F1}"))}; theirs "
            + $"{string.Join(" ", theirs.Select(t => $"{t:F1}"))}\n"
        );
        Results.Add(
            new()
            {
                Pair = "config-50-first",
                Unit = "ms",
                Ours = ours,
                Theirs = theirs,
                Size = "50 entries, 5 overrides; a process each",
            }
        );

        double Start(string rival)
        {
            using var process = Process.Start(
                new ProcessStartInfo(Environment.ProcessPath!, ["first", rival, file]) { RedirectStandardOutput = true }
            )!;
            var line = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return double.Parse(line, CultureInfo.InvariantCulture) / 1e3;
        }
    }

    private static LocalRival Steady(string name, Action work) => new(name, work) { UntilSteady = true };

    private static string[] Overrides(char separator) => [.. s_overrides.Select(o => $"block0{separator}{o.Key}={o.Value}")];

    private static void PrintTheirs(string file) => s_screen.Write(BinderRival.Load(file, Overrides(':')).Text);

    /// <summary>The command that shows a config, as a user has it.</summary>
    private static void Print(Func<string[], RunOptions?, Task<int>> run, string file, TextWriter screen)
    {
        var console = Console.Out;
        Console.SetOut(screen);
        try
        {
            if (run(["print-config", "with", file, .. Overrides('.')], null).GetAwaiter().GetResult() != 0)
                throw new InvalidOperationException("The config was refused.");
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    // All entries are in the file, each with another value than its default.
    private static string Files(string folder, int blocks)
    {
        var path = Path.Combine(folder, $"{blocks}.json");
        var block = new Dictionary<string, object>();
        for (var i = 0; i < 18; i++) block[$"count{i}"] = 100 + i;
        for (var i = 0; i < 14; i++) block[$"rate{i}"] = 1.5 + i / 10.0;
        for (var i = 0; i < 7; i++) (block[$"name{i}"], block[$"switch{i}"]) = ($"file-{i}", i % 2 == 0);
        for (var i = 0; i < 2; i++) (block[$"detail{i}"], block[$"widths{i}"]) = ("All", new[] { 64, 32, i });
        File.WriteAllText(path, JsonSerializer.Serialize(Enumerable.Range(0, blocks).ToDictionary(i => $"block{i}", _ => block)));
        return path;
    }

    // A rival that is quick because it does something else is none.
    private static void RequireSame(string file)
    {
        var (theirs, text) = BinderRival.Load(file, Overrides(':'));
        var ours = Fifty.Parse([file, .. Overrides('.')]);
        var same = JsonSerializer.Serialize(ours.Block0) == JsonSerializer.Serialize(theirs.Block0);
        var printed = new StringWriter();
        Print(Fifty.RunAsync, file, printed);
        var shown =
            printed.ToString().Split('\n').Count(l => l.Contains(" = ", StringComparison.Ordinal)) >= 50 && text.Split('\n').Length >= 50;
        if (!same || !shown)
            throw new InvalidOperationException("The rivals come to different configs.");
    }
}
