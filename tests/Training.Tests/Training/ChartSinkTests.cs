using Gen.Training.Charts;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Training;

public class ChartSinkTests
{
    [Fact]
    public void AddChart_ReachesAllSinks()
    {
        using var problem = new RegressionProblem();
        var (first, second) = (new ChartSink(), new ChartSink());
        var chart = new LineChart();
        using var trainer = problem.Trainer(first, new LambdaCallback { EpochEnd = c => c.AddChart("course", chart) }, second);
        trainer.Fit(problem.Source(), 2);
        Assert.Equal([("course", 0, chart), ("course", 1, chart)], first.Charts);
        Assert.Equal(first.Charts, second.Charts);
    }

    [Fact]
    public void AddChart_SinkThrows_NamesSink()
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer(
            new LambdaCallback { EpochEnd = c => c.AddChart("course", new LineChart()) },
            new ChartSink { Fails = true }
        );
        var failure = Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1));
        Assert.Equal("Callback ChartSink failed in AddChart for 'course': no room", failure.Message);
    }

    [Fact]
    public void StepTarget_ReplacesBatchTarget()
    {
        using var problem = new RegressionProblem();
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

    private sealed class ChartSink : Callback, IChartSink
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
