using System.Diagnostics;
using System.Globalization;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Hostile;

/// <summary>
/// A hundred run folders of strangers, a thousand with <c>GEN_FULL_TESTS=1</c>: whatever is in them, resuming and restoring end
/// soon, in little memory, with an error of one line or with success, and change nothing outside of the folder.
/// </summary>
public sealed class HostileFolderTests : IDisposable
{
    private const long MaxMemory = 500_000_000;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StrangersFolder_ChangesNothingOutside()
    {
        await Stranger.RunAsync(new Stranger { Seed = 4 }, new RunOptions { RunsDirectory = _folder["template"] });
        for (var i = 0; i < TestIterations.Scaled(1000); i++)
        {
            var parent = Directory.CreateDirectory(_folder[i.ToString(CultureInfo.InvariantCulture)]).FullName;
            var hostile = new HostileFolder(Path.Combine(_folder["template"], "1"), parent, new Random(i));
            var before = hostile.Surroundings();
            Check(hostile, before, "restore", () => Restore(hostile.Run));
            Check(hostile, before, "resume", () => Resume(hostile.Run));
            Check(hostile, before, "restore again", () => Restore(hostile.Run));
            Directory.Delete(parent, recursive: true);
        }
    }

    private static void Check(HostileFolder hostile, string before, string action, Func<string> run)
    {
        var what = $"{action}: {string.Join("; ", hostile.Changes)}";
        var memory = Process.GetCurrentProcess().WorkingSet64;
        var task = Task.Run(run);
        var peak = 0L;
        for (var time = Stopwatch.StartNew(); !task.Wait(5);)
        {
            Assert.True(time.Elapsed < s_limit, $"{what}: more than {s_limit.TotalSeconds} s");
            peak = Math.Max(peak, Process.GetCurrentProcess().WorkingSet64 - memory);
        }

        Assert.True(peak < MaxMemory, $"{what}: {peak} bytes");
        Assert.True(before == hostile.Surroundings(), $"{what}: {task.Result}");
        Assert.False(task.Result.Contains("\n   at ", StringComparison.Ordinal), $"{what}: {task.Result}");
    }

    private static string Resume(string folder)
    {
        using var error = new CapturedStandardError();
        var exitCode = Stranger.RunAsync(["resume", folder, "with", "epochs=4"]).GetAwaiter().GetResult();
        Assert.InRange(exitCode, 0, 2);
        return error.Text;
    }

    // As a program that predicts does.
    private static string Restore(string folder)
    {
        using var error = new CapturedStandardError();
        try
        {
            var run = Stranger.Restore(folder);
            _ = run.Info.Count;
            using var model = run.Load(e => e.Build());
            using var input = torch.zeros(1, 3);
            using var output = model.call(input);
            Assert.Equal([1, 1], output.shape);
            return run.Artifact("log.csv");
        }
        catch (RestoreException e)
        {
            Assert.DoesNotContain("\n", e.Message);
            return e.Message;
        }
    }
}
