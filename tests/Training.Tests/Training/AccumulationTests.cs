using Gen.Training.Data;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

/// <summary>Accumulated gradients are those of one large batch, however the rows are cut into batches.</summary>
public sealed class AccumulationTests : IDisposable
{
    private const int Rows = 10;

    private readonly Tensor _input;
    private readonly Tensor _labels;
    private readonly Tensor _weights;

    public AccumulationTests()
    {
        random.manual_seed(3).Dispose();
        (_input, _labels) = (randn(Rows, 4), tensor(new long[] { 0, 2, 1, -1, 2, 0, -1, -1, 1, 2 }));
        _weights = tensor(new[] { 1f, 0.5f, 2, 1, 0, 3, 1, 1, 0.25f, 1 });
    }

    [Theory]
    [InlineData(new[] { 4, 4, 2 }, 3, false)]
    [InlineData(new[] { 4, 4, 2 }, 3, true)]
    [InlineData(new[] { 1, 7, 2 }, 5, true)]
    [InlineData(new[] { 9, 1 }, 2, false)]
    public void BatchesOfAnySize_EqualOneBatch(int[] sizes, int accumulate, bool weighted)
    {
        var whole = Trained([Rows], 1, weighted);
        Assert.Equal(whole, Trained(sizes, accumulate, weighted), (a, b) => Math.Abs(a - b) < 1e-6);

        // Without the weights of the batches it would be a mean of means.
        Assert.NotEqual(whole, Trained(sizes, 1, weighted));
    }

    [Fact]
    public void BatchOfIgnoredLabels_CountsNothing()
    {
        using var ignored = tensor(new long[] { -1, -1, 1, -1, 2, 0, 1, -1, 1, 2 });
        Assert.Equal(Trained([Rows], 1, false, ignored), Trained([2, 8], 2, false, ignored), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void ScheduleBySteps_CountsStepsOfTheOptimizer()
    {
        var rates = new List<double>();
        var steps = new List<long>();
        using var model = nn.Linear(4, 3);
        using var trainer = new Trainer(
            model,
            new OptimizerConfig.Sgd { LearningRate = 1 },
            new LossConfig.CrossEntropy { IgnoreIndex = -1 },
            new LambdaCallback { BatchBegin = c => rates.Add(c.LearningRate) },
            new LambdaCallback { BatchBegin = c => steps.Add(c.OptimizerStep) })
        {
            Options = new() { AccumulateSteps = 2 },
            Schedule = new ScheduleConfig.Exponential { Gamma = 0.5, Unit = ScheduleUnit.Step },
        };
        trainer.Fit(new Cut(_input, _labels, null, [2, 2, 2, 2, 2]), 2);

        Assert.Equal([1, 1, 0.5, 0.5, 0.25, 0.125, 0.125, 0.0625, 0.0625, 0.03125], rates);
        Assert.Equal([0, 0, 1, 1, 2, 3, 3, 4, 4, 5], steps);
    }

    [Fact]
    public void TorchScheduler_MakesAStepWithTheOptimizer()
    {
        var rates = new List<double>();
        using var model = nn.Linear(4, 3);
        using var optimizer = optim.SGD(model.parameters(), 1);
        using var trainer = new Trainer(
            model,
            optimizer,
            new LossConfig.CrossEntropy { IgnoreIndex = -1 },
            new TorchScheduler(optim.lr_scheduler.ExponentialLR(optimizer, 0.5), ScheduleUnit.Step),
            new LambdaCallback { BatchBegin = c => rates.Add(c.LearningRate) })
        {
            Options = new() { AccumulateSteps = 2 },
        };
        trainer.Fit(new Cut(_input, _labels, null, [2, 2, 2, 2, 2]), 2);

        Assert.Equal([1, 1, 0.5, 0.5, 0.25, 0.125, 0.125, 0.0625, 0.0625, 0.03125], rates);
    }

    [Fact]
    public void EpochShorterThanAStep_IsReported()
    {
        using var error = new CapturedStandardError();
        Trained([4, 4, 2], 5, false);
        Assert.Equal("warning: AccumulateSteps is 5, but an epoch has 3 batches: each step has only these.\n", error.Text);
    }

    public void Dispose() => Array.ForEach([_input, _labels, _weights], t => t.Dispose());

    private double[] Trained(int[] sizes, int accumulate, bool weighted, Tensor? labels = null)
    {
        random.manual_seed(1).Dispose();
        using var model = nn.Linear(4, 3);
        using var trainer = new Trainer(
            model, new OptimizerConfig.Sgd { LearningRate = 0.5 }, new LossConfig.CrossEntropy { IgnoreIndex = -1 })
        {
            Options = new() { AccumulateSteps = accumulate },
        };
        trainer.Fit(new Cut(_input, labels ?? _labels, weighted ? _weights : null, sizes), 3);
        using var scope = NewDisposeScope();
        return [.. model.parameters().SelectMany(p => p.detach().to_type(ScalarType.Float64).flatten().data<double>().ToArray())];
    }

    /// <summary>Rows cut into batches of given sizes.</summary>
    private sealed class Cut(Tensor input, Tensor labels, Tensor? weights, int[] sizes) : IBatchSource
    {
        public int? BatchCount => sizes.Length;

        public int? BatchSize => null;

        public long? Rows => sizes.Sum();

        public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
        {
            var first = 0;
            foreach (var size in sizes)
            {
                yield return new Batch(input.narrow(0, first, size), labels.narrow(0, first, size), weights?.narrow(0, first, size));
                first += size;
            }
        }
    }
}
