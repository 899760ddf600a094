using System.Text.Json;
using Gen.Samples.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Samples.Tests.ApiDocs;

/// <summary>
/// Kills the training at random moments, with dropout, shuffling, a schedule, early stopping and all metrics, and resumes it: it must end
/// like a training that was not killed. 20 times with <c>GEN_FULL_TESTS=1</c>, else twice.
/// </summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly int s_kills = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 20 : 2;

    private static readonly string[] s_config =
    [
        "with", "data=docs.csv", "max_vocab_size=200", "embedding_size=8", "num_classes=2", "batch_size=10", "epochs=6", "seed=11",
        "embedding_trainable=true", "dropout=0.3", "schedule=cosine", "schedule.warmup=1", "patience=2",
    ];

    private readonly TempFolder _folder = new();

    [Fact]
    public void Resume_KilledTraining_EndsAsOneThatWasNotKilled()
    {
        SmallDocuments.Write(_folder.File("docs.csv"), 600);
        var whole = SampleProgram.Run("ApiDocs", _folder.Path, s_config);
        Assert.True(whole.ExitCode == 0, whole.ToString());
        var expected = End.Of(Run(1));
        Assert.NotEmpty(expected.Weights);
        Assert.NotEmpty(expected.Points);

        var random = new Random(3);
        var killed = 0;
        for (var run = 2; run < s_kills + 2; run++)
        {
            if (Kill(run, whileWriting: run % 2 == 0, random))
                killed++;
            var resumed = SampleProgram.Run("ApiDocs", _folder.Path, "resume", $"{run}");
            Assert.True(resumed.ExitCode == 0, $"run {run}: {resumed}");
            Assert.Equal("COMPLETED", SampleProgram.Json(Run(run), "run.json").GetProperty("status").GetString());
            End.Of(Run(run)).MustBe(expected);
        }

        Assert.True(killed > 0, "every training was done before it could be killed");
    }

    public void Dispose() => _folder.Dispose();

    private string Run(int id) => _folder.File($"runs/{id}");

    // Once there is a checkpoint: without one there is nothing to go on from.
    private bool Kill(int run, bool whileWriting, Random random)
    {
        using var process = SampleProgram.Begin("ApiDocs", _folder.Path, s_config);
        var checkpoints = Path.Combine(Run(run), "checkpoints", "fit-1");
        Until(() => Has("*.safetensors"));
        var skipped = random.Next(3);
        for (var i = 0; whileWriting && i <= skipped; i++)
        {
            Until(() => !Has("*.tmp"));
            Until(() => Has("*.tmp"));
        }

        if (!whileWriting)
            Thread.Sleep(random.Next(1_500));
        var alive = !process.HasExited;
        process.Kill();
        process.WaitForExit();
        return alive;

        bool Has(string pattern) => Directory.Exists(checkpoints) && Directory.EnumerateFiles(checkpoints, pattern).Any();
        void Until(Func<bool> condition) => SpinWait.SpinUntil(() => condition() || process.HasExited, TimeSpan.FromMinutes(1));
    }

    /// <summary>What a training ends with, as its files tell.</summary>
    private sealed record End(Dictionary<string, string> Weights, string History, Dictionary<string, string> Scalars, List<string> Points)
    {
        public static End Of(string run)
        {
            var checkpoints = Directory.GetFiles(Path.Combine(run, "checkpoints", "fit-1"), "*.safetensors");
            var last = new CheckpointFile(checkpoints.Order(StringComparer.Ordinal).Last());
            var state = last.State;
            Assert.Equal("\"cosine\"", state.GetProperty("config").GetProperty("schedule.kind").GetString());
            Assert.Equal("History", state.GetProperty("callback_name").GetProperty("0").GetString());
            return new End(
                last.Tensors(""),
                state.GetProperty("callback").GetProperty("0").GetRawText(),
                SampleProgram.Json(run, "metrics.json").EnumerateObject()
                    .ToDictionary(m => m.Name, m => Text(m.Value.GetProperty("steps")) + Text(m.Value.GetProperty("values"))),
                [.. new[] { "train", "validation", "evaluation" }.SelectMany(folder => Curves(Path.Combine(run, folder)))]);
        }

        public void MustBe(End expected)
        {
            Assert.Equal(expected.History, History);
            Assert.Equal(expected.Weights, Weights);
            Assert.Equal(expected.Scalars, Scalars);
            Assert.Equal(expected.Points, Points);
        }

        private static string Text(JsonElement list) => string.Join(' ', list.EnumerateArray().Select(v => v.GetRawText()));

        private static IEnumerable<string> Curves(string folder)
        {
            using var log = new EventLog(folder);
            return
            [
                .. log.Tags.SelectMany(tag => log[tag].Where(r => r.Kind == EventKind.Scalar)
                    .Select(r => $"{Path.GetFileName(folder)} {tag} {r.Step} {r.Scalar}")),
            ];
        }
    }
}
