namespace Gen.GpuCheck;

/// <summary>The checks, each of which prints a line.</summary>
/// <param name="device">The first device.</param>
/// <param name="devices">How many there are.</param>
internal sealed class Checks(string device, int devices) : IDisposable
{
    // Of losses, and of metrics from 0 to 1: devices add in different orders, and training carries that on.
    private const double Tolerance = 0.01;

    // A resumed run must have the device's random numbers, too.
    private const string Dropout = "dropout=0.2";

    private readonly string _folder = Directory.CreateTempSubdirectory("gen-gpu-").FullName;
    private bool _ok = true;

    /// <summary>Runs them one after the other.</summary>
    /// <returns>False if one failed.</returns>
    public bool RunAll()
    {
        Say($"checks on {device} ({devices} there); each starts the program anew");
        Run("training", () => Compare(
            $"training on {device} equals training on cpu", Train("cpu", "cpu"), Train(device, "first"), Tolerance));
        Run("waits", () => Ask("waits"));
        Run("metrics", () => Ask("metrics"));
        Run("resume", () => Compare(
            "a run that was killed in epoch 3 and resumed equals an uninterrupted one",
            Train(device, "uninterrupted", Dropout), Resume(), 0));
        if (devices > 1 || device == "cpu")
            Run("second device", () => Compare(
                $"training on {Second} equals training on {device}",
                ChildRun.ReadScalars(Folder("first")), Train(Second, "second"), Tolerance));
        else
            Say("skipped: one GPU");
        return _ok;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Without GPUs the processor stands for all of them.
    private string Second => device == "cpu" ? "cpu" : "cuda:1";

    private string Folder(string runs) => Path.Combine(_folder, runs);

    private void Run(string name, Func<string> check)
    {
        try
        {
            Say(check());
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or KeyNotFoundException)
        {
            Say($"FAILED: {name}: {e.Message}");
        }
    }

    private void Say(string line)
    {
        _ok &= !line.StartsWith("FAILED", StringComparison.Ordinal);
        Console.WriteLine(line);
    }

    private string Ask(string command)
    {
        using var run = new ChildRun(Folder(command), command, "with", $"device={device}", "seed=1");
        return run.End().Split('\n')[^1];
    }

    private SortedDictionary<string, double[]> Train(string on, string name, params string[] entries)
    {
        using var run = new ChildRun(Folder(name), ["run", "with", $"device={on}", "seed=1", .. entries]);
        run.End();
        return ChildRun.ReadScalars(Folder(name));
    }

    private SortedDictionary<string, double[]> Resume()
    {
        using (var killed = new ChildRun(Folder("killed"), "run", "with", $"device={device}", "seed=1", Dropout, "stop_in_epoch=3"))
            killed.KillAfter(GpuTraining.ReadyToBeKilled, "epoch-000002.safetensors");
        using var resumed = new ChildRun(Folder("killed"), "resume", "1", "with", "stop_in_epoch=0");
        resumed.End();
        return ChildRun.ReadScalars(Folder("killed"));
    }

    private static string Compare(
        string what, SortedDictionary<string, double[]> expected, SortedDictionary<string, double[]> actual, double tolerance)
    {
        if (!expected.Keys.SequenceEqual(actual.Keys)
            || expected.Keys.Any(k => expected[k].Length != actual[k].Length))
            return $"FAILED: {what}, but other values were recorded";
        var (largest, where) = expected.Keys.Select(k => (expected[k].Zip(actual[k], Distance).Max(), k)).MaxBy(d => d.Item1);
        var epochs = expected["loss"].Length;
        var how = largest == 0 ? "bit for bit" : FormattableString.Invariant($"but for {largest:G2} ({where}), of {tolerance} allowed");
        return $"{(largest <= tolerance ? "ok" : "FAILED")}: {what} {how} ({expected.Count} values in each of {epochs} epochs)";
    }

    private static double Distance(double one, double other) =>
        one.Equals(other) ? 0 : double.IsFinite(one - other) ? Math.Abs(one - other) : double.PositiveInfinity;
}
