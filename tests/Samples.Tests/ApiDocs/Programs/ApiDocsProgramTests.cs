using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.ApiDocs.Programs;

/// <summary>The text classifier as a whole program, on a small CSV file so that it takes seconds.</summary>
public sealed class ApiDocsProgramTests : IDisposable
{
    private static readonly string[] s_small = ["max_vocab_size=200", "embedding_size=8", "num_classes=2", "batch_size=10", "epochs=2"];

    private readonly TempFolder _folder = new();

    [Fact]
    public void TrainingTwiceWithOneSeedGivesTheSameScalars()
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
    public void TheTwoClassesOfAnEasyTaskAreToldApart()
    {
        WriteDocuments("docs.csv", 600);

        var ended = Run("trainable_embed", "seed=1", "epochs=5", "learning_rate=0.02");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var result = SampleProgram.Json(_folder.Path, "runs", "1", "run.json").GetProperty("result").GetDouble();
        Assert.True(result > 0.9, ended.ToString());
    }

    [Fact]
    public void KeysMatchWithoutUnderscores()
    {
        var printed = SampleProgram.Run("ApiDocs", _folder.Path, "print-config", "with", "batchsize=50");

        Assert.Contains("batch_size = 50 ", printed.Output);
    }

    [Fact]
    public void AMisspeltKeyEndsWithExitCode2()
    {
        var ended = SampleProgram.Run("ApiDocs", _folder.Path, "with", "bach_size=50");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("'bach_size'; did you mean 'batch_size'?", ended.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void AMissingDataFileFailsTheRunWithOneLine()
    {
        var ended = SampleProgram.Run("ApiDocs", _folder.Path, "with", "data=nowhere.csv");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("nowhere.csv", Assert.Single(ErrorLines(ended)));
        Assert.DoesNotContain("   at ", ended.Error);
        Assert.Equal("FAILED", SampleProgram.Json(_folder.Path, "runs", "1", "run.json").GetProperty("status").GetString());
    }

    [Fact]
    public void AnUnknownDeviceIsNamedBesideTheOnesThatThereAre()
    {
        WriteDocuments("docs.csv", 50);

        var ended = Run("device=cuda:7");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains("cuda:7", Assert.Single(ErrorLines(ended)));
    }

    public void Dispose() => _folder.Dispose();

    private SampleProgram.Ended Run(params string[] updates) =>
        SampleProgram.Run("ApiDocs", _folder.Path, ["with", "data=docs.csv", .. s_small, .. updates]);

    private string Scalars(int run) => string.Join('\n', SampleProgram.Json(_folder.Path, "runs", $"{run}", "metrics.json").EnumerateObject()
        .Select(m => $"{m.Name} {m.Value.GetProperty("steps")} {m.Value.GetProperty("values")}"));

    private static string[] ErrorLines(SampleProgram.Ended ended) =>
        [.. ended.Error.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal))];

    private static IEnumerable<string> EpochLines(SampleProgram.Ended ended) => ended.Error.Split('\n').Where(line => line.Contains("epoch ", StringComparison.Ordinal));

    private void WriteDocuments(string name, int count) => SmallDocuments.Write(Path.Combine(_folder.Path, name), count);
}
