using System.Globalization;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.ApiDocs.Programs;

/// <summary>The three classifiers side by side: each is a run of its own, and the table says what those runs recorded.</summary>
public sealed class ApiDocsComparisonTests : IDisposable
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    private readonly TempFolder _folder = new();

    [Fact]
    public void TheTableHasWhatEachRunRecorded()
    {
        SmallDocuments.Write(Path.Combine(_folder.Path, "docs.csv"), 300);
        var ended = SampleProgram.Run("ApiDocs", _folder.Path, "compare-models", "--no-progress", "with", "data=docs.csv", "max_vocab_size=200", "embedding_size=8", "num_classes=2",
            "batch_size=10", "epochs=2", "seed=3", "learning_rate=0.004");
        Assert.True(ended.ExitCode == 0, ended.ToString());

        // The rows of the last table; every cell is in a line of its row, since nothing is long enough to be broken.
        var rows = ended.Output[ended.Output.LastIndexOf('╭')..].Split('\n').Where(l => l.StartsWith('│'))
            .Select(l => l.Split('│')[1..^1].Select(c => c.Trim()).ToArray()).ToDictionary(r => r[0], r => r[1..]);
        Assert.Equal(["learned vectors", "trained further", "own vocabulary"], rows[""]);
        for (var model = 0; model < 3; model++)
        {
            // The first run is the comparison itself.
            var run = Path.Combine(_folder.Path, "runs", (model + 2).ToString(s_invariant));
            Assert.Equal("COMPLETED", SampleProgram.Json(run, "run.json").GetProperty("status").GetString());
            var config = SampleProgram.Json(run, "config.json");
            Assert.Equal(model > 0, config.GetProperty("embedding_trainable").GetBoolean());
            Assert.Equal(model > 1, config.GetProperty("random_vectors").GetBoolean());
            Assert.Equal(3, config.GetProperty("seed").GetInt64());

            Assert.Equal(Last(run, "val_loss").ToString("F4", s_invariant), rows["validation loss"][model]);
            Assert.Equal(Last(run, "val_accuracy").ToString("P2", s_invariant), rows["validation accuracy"][model]);
            Assert.Equal("50.00 %", rows["chance"][model]);
            Assert.EndsWith(" s", rows["validation time"][model], StringComparison.Ordinal);
        }

        // A class' words tell it, so a model that learns its own vectors knows more than how frequent the classes are.
        Assert.True(Percent(rows["validation accuracy"][2]) > Percent(rows["majority class"][2]) + 10, ended.Output);
    }

    public void Dispose() => _folder.Dispose();

    private static double Last(string run, string metric) => SampleProgram.Json(run, "metrics.json").GetProperty(metric).GetProperty("values").EnumerateArray().Last().GetDouble();

    private static double Percent(string text) => double.Parse(text.TrimEnd('%', ' '), s_invariant);
}
