using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.Repeats;

/// <summary><c>gen repeat</c> of a run of each sample.</summary>
public sealed class RepeatTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("NoTorch", "with quick")]
    [InlineData("LearningRate", "with staircase epochs=3 points=300")]
    [InlineData("Housing", "with quick houses=300 seed=4")]
    [InlineData("Digits", "with quick")]
    [InlineData("ApiDocs", "with trainable_embed max_vocab_size=200 embedding_size=8 num_classes=2 epochs=2 data=docs.csv")]
    public void Repeat_RunOfSample_HasEqualScalars(string sample, string line)
    {
        SmallDocuments.Write(Path.Combine(_folder.Path, "docs.csv"), 200);
        var first = SampleProgram.Run(sample, _folder.Path, [.. line.Split(' '), "--no-progress"]);
        Assert.True(first.ExitCode == 0, first.ToString());
        var repeated = SampleProgram.Run("Gen.Tool", _folder.Path, "repeat", "1");
        Assert.True(repeated.ExitCode == 0, repeated.ToString());
        Assert.Matches(@"Run 2 repeats run 1: [1-9]\d* values of [1-9]\d* scalars? are equal\.", repeated.Output);
        Assert.DoesNotContain("note: ", repeated.Error);
        Assert.Equal(Result("1"), Result("2"));
    }

    [Fact]
    public void Repeat_TrialOfSweep_HasEqualScalars()
    {
        var sweep = SampleProgram.Run(
            "Housing", _folder.Path, "sweep", "n_neurons=5,10", "--seed", "3", "with", "quick", "houses=300", "--no-progress");
        Assert.True(sweep.ExitCode == 0, sweep.ToString());
        var repeated = SampleProgram.Run("Gen.Tool", _folder.Path, "repeat", "2");
        Assert.True(repeated.ExitCode == 0, repeated.ToString());
        Assert.Contains("Run 3 repeats run 2", repeated.Output);
        Assert.False(SampleProgram.Json(_folder.Path, "runs", "3", "run.json").TryGetProperty("trial", out _));
    }

    [Fact]
    public void Repeat_OtherData_NamesTheFirstDifference()
    {
        SmallDocuments.Write(Path.Combine(_folder.Path, "docs.csv"), 200);
        string[] small = ["max_vocab_size=200", "embedding_size=8", "num_classes=2", "batch_size=10", "epochs=2"];
        SampleProgram.Run("ApiDocs", _folder.Path, ["with", "trainable_embed", "data=docs.csv", "seed=1", .. small]);
        SmallDocuments.Write(Path.Combine(_folder.Path, "docs.csv"), 190);
        var repeated = SampleProgram.Run("Gen.Tool", _folder.Path, "repeat", "1");
        Assert.True(repeated.ExitCode == 1, repeated.ToString());
        Assert.Matches(@"loss differs at step 1: it was [\d.]+ and is [\d.]+\.", repeated.Output);
    }

    public void Dispose() => _folder.Dispose();

    private string Result(string run) => SampleProgram.Json(_folder.Path, "runs", run, "run.json").GetProperty("result").GetRawText();
}
