using Gen.Training.Charts;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Training;

public class ChartSinkTests
{
    [Fact]
    public void AChartOfAnyoneReachesEveryCallbackThatTakesCharts()
    {
        using var problem = new SmallProblem();
        var (first, second) = (new Taking(), new Taking());
        var chart = new LineChart();
        using var trainer = problem.Trainer(first, new LambdaCallback { EpochEnd = c => c.AddChart("course", chart) }, second);
        trainer.Fit(problem.Source(), 2);
        Assert.Equal([("course", 0, chart), ("course", 1, chart)], first.Charts);
        Assert.Equal(first.Charts, second.Charts);
    }

    [Fact]
    public void ASinkThatFailsIsNamedAndNotTheOneThatDrew()
    {
        using var problem = new SmallProblem();
        using var trainer = problem.Trainer(
            new LambdaCallback { EpochEnd = c => c.AddChart("course", new LineChart()) },
            new Taking { Fails = true }
        );
        var failure = Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1));
        Assert.Equal("callback Taking failed at the chart 'course': no room", failure.Message);
    }

    [Fact]
    public void HooksSeeTheTargetThatAStepGaveInPlaceOfTheBatchs()
    {
        using var problem = new SmallProblem();
        var seen = new List<double>();
        var callback = new LambdaCallback
        {
            BatchEnd = c => seen.Add(c.Batch.Target!.max().ToDouble()),
            TestBatchEnd = c => seen.Add(c.Batch.Target!.max().ToDouble()),
        };
        StepResult Step(Gen.Training.Data.Batch batch)
        {
            var prediction = problem.Model.call(batch.Features);
            return new(problem.Loss.call(prediction, batch.Labels!), prediction, batch.Labels!.mul(0).add(5));
        }

        using var trainer = new Trainer(problem.Model, problem.Optimizer, Step, callback);
        trainer.Fit(problem.Source(50), 1, problem.Source(50));
        Assert.Equal([5, 5], seen);
    }

    private sealed class Taking : Callback, IChartSink
    {
        public bool Fails { get; init; }
        public List<(string, int, Chart)> Charts { get; } = [];

        public void AddChart(TrainingContext context, string name, Chart chart)
        {
            if (Fails)
                throw new InvalidOperationException("no room");
            Charts.Add((name, context.Epoch, chart));
        }
    }
}
