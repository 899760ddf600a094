using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Checkpoints;

/// <summary>A training that is interrupted anywhere and resumed by a new trainer, with other initial weights, gives the same results as an
/// uninterrupted one.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int BatchesPerEpoch = 7;

    // A checkpoint is saved every third step, or after the next step of the optimizer.
    private const int StepsToFirstCheckpoint = 4;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Checkpoints_DoNotChangeResults()
    {
        using var training = new ResumableTraining(New("with"), 1, new BackupAndRestore { Folder = _folder["with"], EveryNSteps = 2 });
        training.Fit();
        Assert.Equal(Uninterrupted(), training.Snapshot());
        Assert.Equal(["epoch-000005-batch-000006.safetensors", "epoch-000005.safetensors"], Names("with/fit-1"));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(1, 5)]
    public void InterruptedAtAnyStep_GivesSameResults(int accumulate, int? validateEveryNSteps)
    {
        var options = new TrainerOptions
        {
            AccumulateSteps = accumulate,
            ClipGradientNorm = 1,
            ValidateEveryNSteps = validateEveryNSteps,
            ValidateEveryNEpochs = validateEveryNSteps is null ? 1 : null,
        };
        var expected = Uninterrupted(options);
        var stride = TestIterations.Scaled(10) == 10 ? 1 : 4;
        for (var step = StepsToFirstCheckpoint; step < ResumableTraining.Epochs * BatchesPerEpoch; step += stride)
        {
            var folder = New($"at-{step}");
            Interrupt(folder, options, new LambdaCallback { BatchEnd = c => FailAt(c.Step == step) });
            if (step + 2 < ResumableTraining.Epochs * BatchesPerEpoch)
                Interrupt(folder, options, new LambdaCallback { BatchEnd = c => FailAt(c.Step == step + 2) });
            Assert.True(Resume(folder, options) == expected, $"interrupted in step {step}");
        }
    }

    [Fact]
    public void InterruptedAtAnyEpochEnd_GivesSameResults()
    {
        var expected = Uninterrupted();
        for (var epoch = 0; epoch < ResumableTraining.Epochs; epoch++)
        {
            var folder = New($"after-{epoch}");
            Interrupt(
                folder,
                new(),
                new LambdaCallback
                {
                    EpochBegin = c => FailAt(c.Epoch == epoch + 1),
                    TrainEnd = _ => FailAt(epoch == ResumableTraining.Epochs - 1),
                },
                everySteps: null
            );
            Assert.True(Resume(folder, new()) == expected, $"interrupted after epoch {epoch}");
        }
    }

    [Fact]
    public void CanceledInEpoch_ContinuesWithNextBatch()
    {
        var folder = New("canceled");
        using var canceling = new CancellationTokenSource();
        using (
            var training = new ResumableTraining(
                folder,
                1,
                Backup(folder, null),
                null,
                canceling.Token,
                new LambdaCallback
                {
                    BatchEnd = c =>
                    {
                        if (c.Step == 10)
                            canceling.Cancel();
                    },
                }
            )
        )
            Assert.Throws<OperationCanceledException>(() => training.Fit());
        Assert.Equal(["epoch-000001.safetensors", "epoch-000002-batch-000004.safetensors"], Names("canceled/fit-1"));
        Assert.Equal(Uninterrupted(), Resume(folder, new()));
    }

    [Fact]
    public void MoreEpochs_ContinueAfterFewer()
    {
        var folder = New("more");
        using (var training = new ResumableTraining(folder, 1, Backup(folder, null)))
            training.Fit(3);
        Assert.Equal(Uninterrupted(), Resume(folder, new()));
    }

    [Fact]
    public void CompletedTraining_EndsWithoutTraining()
    {
        var folder = New("done");
        using (var training = new ResumableTraining(folder, 1, Backup(folder, null)))
            training.Fit();
        var steps = 0;
        using var again = new ResumableTraining(
            folder,
            2,
            Backup(folder, null),
            null,
            default,
            new LambdaCallback { BatchEnd = _ => steps++ }
        );
        again.Fit();
        Assert.Equal((0, Uninterrupted()), (steps, again.Snapshot()));
    }

    private static void FailAt(bool here)
    {
        if (here)
            throw new InvalidOperationException("interrupted");
    }

    private static BackupAndRestore Backup(string folder, int? everySteps) =>
        new()
        {
            Folder = folder,
            Restore = true,
            EveryNSteps = everySteps,
        };

    private static void Interrupt(string folder, TrainerOptions options, Callback interrupting, int? everySteps = 3)
    {
        using var training = new ResumableTraining(folder, 1, Backup(folder, everySteps), options, default, interrupting);
        Assert.Contains("interrupted", Assert.Throws<TrainingException>(() => training.Fit()).Message);
    }

    private static string Resume(string folder, TrainerOptions options)
    {
        // With another seed, the initial weights and random numbers differ.
        using var training = new ResumableTraining(folder, 2, Backup(folder, 3), options);
        training.Fit();
        return training.Snapshot();
    }

    private string Uninterrupted(TrainerOptions? options = null)
    {
        using var training = new ResumableTraining(New("uninterrupted"), 1, null, options);
        training.Fit();
        return training.Snapshot();
    }

    private string New(string name) => Directory.CreateDirectory(_folder[name]).FullName;

    private string[] Names(string folder) =>
        [.. Directory.GetFiles(_folder[folder]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
