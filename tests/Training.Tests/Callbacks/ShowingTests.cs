using System.Globalization;
using TorchSharp;
using Xunit;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Callbacks;

public class ShowingTests
{
    [Fact]
    public void ASummaryHasALineForEachLayer()
    {
        using var model = Sequential(("first", Linear(3, 16)), ("relu", ReLU()), ("last", Linear(16, 100)));
        model.get_parameter("first.bias")!.requires_grad = false;
        Assert.Equal(
            """
            layer  type    weights                       parameters
            first  Linear  weight [16, 3], bias [16]             64
            relu   ReLU                                           0
            last   Linear  weight [100, 16], bias [100]       1,700
            1,764 parameters, 1,748 of them trained
            """,
            ModelSummary.Format(model));
    }

    [Fact]
    public void WithoutATerminalEachEpochIsALineAndNothingIsReadFromTheDevice()
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
    public void OnATerminalTheBarShowsTheLastStepAndGoesBeforeTheLine()
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
    public void AnEarlyEndIsToldWithItsReason()
    {
        var (lines, _) = Fit(() => null, new LambdaCallback { EpochEnd = c => c.Stop("enough {of} it") });
        Assert.Equal("training ended after epoch 1 of 2: enough {of} it", lines[^1]);
    }

    private static StringWriter Opened(List<StringWriter> terminals)
    {
        terminals.Add(new StringWriter());
        return terminals[^1];
    }

    private static (string[] Lines, History History) Fit(Func<TextWriter?> terminal, Callback other)
    {
        using var problem = new SmallProblem();
        using var trainer = problem.Trainer(new ProgressBar(terminal), other);
        using var written = new StringWriter();
        var before = Console.Error;
        Console.SetError(written);
        try
        {
            var history = trainer.Fit(problem.Source(), 2, problem.Source());
            return (written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), history);
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
