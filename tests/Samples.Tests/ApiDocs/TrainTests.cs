using System.Globalization;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.ApiDocs;

/// <summary>The text classifier as a whole program, on a small CSV file so that it takes seconds.</summary>
public sealed class TrainTests : IDisposable
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;
    private static readonly string[] s_small = ["max_vocab_size=200", "embedding_size=8", "num_classes=2", "batch_size=10", "epochs=2"];

    private readonly TempFolder _folder = new();

    [Fact]
    public void Train_SameSeed_GivesSameScalars()
    {
        WriteDocuments("docs.csv", 200);

        var first = Run("trainable_embed", "seed=7");
        var second = Run("trainable_embed", "seed=7");
        var other = Run("trainable_embed", "seed=8");

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains("majority class", first.Output);
        Assert.Contains("chance", first.Output);
        Assert.Equal(Scalars(1), Scalars(2));
        Assert.NotEqual(Scalars(1), Scalars(3));
        Assert.Contains("val_accuracy", Scalars(1));
        Assert.Equal(EpochLines(first), EpochLines(second));
    }

    [Fact]
    public void Train_EasyTask_ReachesHighAccuracy()
    {
        WriteDocuments("docs.csv", 600);

        var ended = Run("trainable_embed", "seed=1", "epochs=5", "learning_rate=0.02");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var result = SampleProgram.Json(_folder.Path, "runs", "1", "run.json").GetProperty("result").GetDouble();
        Assert.True(result > 0.9, ended.ToString());
    }

    [Fact]
    public void PrintConfig_KeyWithoutUnderscore_Matches()
    {
        var printed = SampleProgram.Run("ApiDocs", _folder.Path, "print-config", "with", "batchsize=50");

        Assert.Contains("batch_size = 50 ", printed.Output);
    }

    [Fact]
    public void Train_MisspeltKey_EndsWithExitCode2()
    {
        var ended = SampleProgram.Run("ApiDocs", _folder.Path, "with", "bach_size=50");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("'bach_size' does not exist. Did you mean 'batch_size'?", ended.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Train_MissingDataFile_FailsWithOneLine()
    {
        var ended = SampleProgram.Run("ApiDocs", _folder.Path, "with", "data=nowhere.csv");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("nowhere.csv", Assert.Single(ErrorLines(ended)));
        Assert.DoesNotContain("   at ", ended.Error);
        Assert.Equal("FAILED", SampleProgram.Json(_folder.Path, "runs", "1", "run.json").GetProperty("status").GetString());
    }

    [Fact]
    public void Train_UnknownDevice_ErrorNamesIt()
    {
        WriteDocuments("docs.csv", 50);

        var ended = Run("device=cuda:7");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains("cuda:7", Assert.Single(ErrorLines(ended)));
    }

    [Fact]
    public void CompareModels_Table_HasWhatEachRunRecorded()
    {
        SmallDocuments.Write(Path.Combine(_folder.Path, "docs.csv"), 300);
        var ended = SampleProgram.Run(
            "ApiDocs",
            _folder.Path,
            ["compare-models", "--no-progress", "with", "data=docs.csv", .. s_small, "seed=3", "learning_rate=0.004"]
        );
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

    private SampleProgram.Ended Run(params string[] updates) =>
        SampleProgram.Run("ApiDocs", _folder.Path, ["with", "data=docs.csv", .. s_small, .. updates]);

    private string Scalars(int run) =>
        string.Join(
            '\n',
            SampleProgram
                .Json(_folder.Path, "runs", $"{run}", "metrics.json")
                .EnumerateObject()
                .Select(m => $"{m.Name} {m.Value.GetProperty("steps")} {m.Value.GetProperty("values")}")
        );

    private static string[] ErrorLines(SampleProgram.Ended ended) =>
        [.. ended.Error.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal))];

    private static IEnumerable<string> EpochLines(SampleProgram.Ended ended) =>
        ended.Error.Split('\n').Where(line => line.Contains("epoch ", StringComparison.Ordinal));

    private void WriteDocuments(string name, int count) => SmallDocuments.Write(Path.Combine(_folder.Path, name), count);

    private static double Last(string run, string metric) =>
        SampleProgram.Json(run, "metrics.json").GetProperty(metric).GetProperty("values").EnumerateArray().Last().GetDouble();

    private static double Percent(string text) => double.Parse(text.TrimEnd('%', ' '), s_invariant);
}
