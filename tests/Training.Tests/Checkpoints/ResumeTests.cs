using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Checkpoints;

/// <summary>A training that was broken off anywhere and goes on in a new trainer, with a model that began with other weights, ends as one
/// that was not.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int BatchesPerEpoch = 7;

    // Checkpoints come every third step, after the optimizer's.
    private const int StepsToTheFirst = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Checkpoints_DoNotChangeResults()
    {
        using var training = new ResumedTraining(New("with"), 1, new BackupAndRestore { Folder = _folder["with"], EveryNSteps = 2 });
        training.Fit();
        Assert.Equal(Uninterrupted(), training.Everything());
        Assert.Equal(["epoch-000005-batch-000006.safetensors", "epoch-000005.safetensors"], Names("with/fit-1"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void InterruptedAtAnyStep_GivesSameResults(int accumulate)
    {
        var options = new TrainerOptions { AccumulateSteps = accumulate, ClipGradientNorm = 1 };
        var expected = Uninterrupted(options);
        var stride = Rounds.Of(10) == 10 ? 1 : 4;
        for (var step = StepsToTheFirst; step < ResumedTraining.Epochs * BatchesPerEpoch; step += stride)
        {
            var folder = New($"at-{step}");
            Break(folder, options, new LambdaCallback { BatchEnd = c => FailAt(c.Step == step) });
            if (step + 2 < ResumedTraining.Epochs * BatchesPerEpoch)
                Break(folder, options, new LambdaCallback { BatchEnd = c => FailAt(c.Step == step + 2) });
            Assert.True(GoesOn(folder, options) == expected, $"broken off in step {step}");
        }
    }

    [Fact]
    public void InterruptedAtAnyEpochEnd_GivesSameResults()
    {
        var expected = Uninterrupted();
        for (var epoch = 0; epoch < ResumedTraining.Epochs; epoch++)
        {
            var folder = New($"after-{epoch}");
            Break(
                folder,
                new(),
                new LambdaCallback
                {
                    EpochBegin = c => FailAt(c.Epoch == epoch + 1),
                    TrainEnd = _ => FailAt(epoch == ResumedTraining.Epochs - 1),
                },
                everySteps: null
            );
            Assert.True(GoesOn(folder, new()) == expected, $"broken off after epoch {epoch}");
        }
    }

    [Fact]
    public void CanceledInEpoch_ContinuesWithNextBatch()
    {
        var folder = New("asked");
        using var asked = new CancellationTokenSource();
        using (
            var training = new ResumedTraining(
                folder,
                1,
                Backup(folder, null),
                null,
                asked.Token,
                new LambdaCallback
                {
                    BatchEnd = c =>
                    {
                        if (c.Step == 10)
                            asked.Cancel();
                    },
                }
            )
        )
            Assert.Throws<OperationCanceledException>(() => training.Fit());
        Assert.Equal(["epoch-000001.safetensors", "epoch-000002-batch-000004.safetensors"], Names("asked/fit-1"));
        Assert.Equal(Uninterrupted(), GoesOn(folder, new()));
    }

    [Fact]
    public void MoreEpochs_ContinueAfterFewer()
    {
        var folder = New("more");
        using (var training = new ResumedTraining(folder, 1, Backup(folder, null)))
            training.Fit(3);
        Assert.Equal(Uninterrupted(), GoesOn(folder, new()));
    }

    [Fact]
    public void CompletedTraining_EndsWithoutTraining()
    {
        var folder = New("done");
        using (var training = new ResumedTraining(folder, 1, Backup(folder, null)))
            training.Fit();
        var steps = 0;
        using var again = new ResumedTraining(
            folder,
            2,
            Backup(folder, null),
            null,
            default,
            new LambdaCallback { BatchEnd = _ => steps++ }
        );
        again.Fit();
        Assert.Equal((0, Uninterrupted()), (steps, again.Everything()));
    }

    private static void FailAt(bool here)
    {
        if (here)
            throw new InvalidOperationException("broken off");
    }

    private static BackupAndRestore Backup(string folder, int? everySteps) =>
        new()
        {
            Folder = folder,
            Restore = true,
            EveryNSteps = everySteps,
        };

    private static void Break(string folder, TrainerOptions options, Callback breaker, int? everySteps = 3)
    {
        using var training = new ResumedTraining(folder, 1, Backup(folder, everySteps), options, default, breaker);
        Assert.Contains("broken off", Assert.Throws<TrainingException>(() => training.Fit()).Message);
    }

    private static string GoesOn(string folder, TrainerOptions options)
    {
        // A model of other weights; a seed that would give other random numbers.
        using var training = new ResumedTraining(folder, 2, Backup(folder, 3), options);
        training.Fit();
        return training.Everything();
    }

    private string Uninterrupted(TrainerOptions? options = null)
    {
        using var training = new ResumedTraining(New("uninterrupted"), 1, null, options);
        training.Fit();
        return training.Everything();
    }

    private string New(string name) => Directory.CreateDirectory(_folder[name]).FullName;

    private string[] Names(string folder) =>
        [.. Directory.GetFiles(_folder[folder]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
