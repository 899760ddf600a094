using System.Globalization;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Callbacks;

public class ProgressBarTests
{
    [Fact]
    public void NoTerminal_LogsEpochsWithoutDeviceReads()
    {
        var reads = -1;
        var (lines, history) = Fit(() => null, new LambdaCallback { TrainEnd = c => reads = c.Batch.DeviceReads });
        Assert.Equal(0, reads);
        Assert.Equal(2, lines.Length);
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"epoch 1/2: loss {history["loss"][0]:F4}, val_loss {history["val_loss"][0]:F4}, lr 0.05"
            ),
            lines[0]
        );
        Assert.StartsWith("epoch 2/2: ", lines[1]);
    }

    [Fact]
    public void Terminal_ShowsLastStep()
    {
        var terminals = new List<StringWriter>();
        var (lines, _) = Fit(
            () => Opened(terminals),
            new LambdaCallback { BatchEnd = c => Thread.Sleep(c.Batch.Index == 3 && c.Epoch == 0 ? 400 : 0) }
        );
        Assert.Equal(2, lines.Length);
        Assert.Contains("epoch 1/2  batch 4/4  loss ", terminals[0].ToString());
    }

    [Fact]
    public void StoppedTraining_LogsReason()
    {
        var (lines, _) = Fit(() => null, new LambdaCallback { EpochEnd = c => c.Stop("enough {of} it") });
        Assert.Equal("Training ended after epoch 1 of 2: enough {of} it", lines[^1]);
    }

    private static StringWriter Opened(List<StringWriter> terminals)
    {
        terminals.Add(new StringWriter());
        return terminals[^1];
    }

    private static (string[] Lines, History History) Fit(Func<TextWriter?> terminal, Callback other)
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer(new ProgressBar(terminal), other);
        using var error = new CapturedStandardError();
        var history = trainer.Fit(problem.Source(), 2, problem.Source());
        return (error.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), history);
    }
}
