using Gen.Training.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

public sealed class BatchMetricsTests : IDisposable
{
    private readonly ClassificationProblem _problem = new();
    private readonly CountingMetrics _metrics = new();

    public void Dispose() => _problem.Dispose();

    [Fact]
    public void BatchMetrics_AreThoseOfTheBatchAlone()
    {
        var (read, expected) = (new List<double>(), new List<double>());
        Fit(new LambdaCallback
        {
            BatchEnd = c =>
            {
                read.Add(c.BatchMetrics["accuracy"].Scalar);
                using var accuracy = ClassificationMetrics.Accuracy(c.Batch.Target!, c.Batch.Prediction!);
                expected.Add(accuracy.ToDouble());
                Assert.Equal(3, c.BatchMetrics["recall"].Vector.Length);
            },
            TestBatchEnd = c => read.Add(c.BatchMetrics["accuracy"].Scalar),
        });
        Assert.Equal(expected, read[..4]);
        Assert.Equal(8, read.Count);
        Assert.True(read[..4].Distinct().Count() > 1);
    }

    [Fact]
    public void BatchMetrics_AreComputedOncePerBatchThatReadsThem()
    {
        Fit(new LambdaCallback { BatchEnd = _ => { } });
        var without = _metrics.Computations;
        var values = new List<MetricValues>();
        Fit(
            new LambdaCallback { BatchEnd = c => { if (c.Batch.Index % 2 == 0) values.Add(c.BatchMetrics); } },
            new LambdaCallback { BatchEnd = c => { if (c.Batch.Index % 2 == 0) values.Add(c.BatchMetrics); } }
        );
        Assert.Equal(2, without);   // the epoch and its validation
        Assert.Equal(without + 2, _metrics.Computations - without);
        Assert.Equal(4, values.Count);
        Assert.Same(values[0], values[1]);
        Assert.NotSame(values[1], values[2]);
    }

    [Fact]
    public void BatchMetrics_WithoutMetrics_AreEmpty()
    {
        var counts = new List<int>();
        using var trainer = _problem.Trainer(null, new LambdaCallback { BatchEnd = c => counts.Add(c.BatchMetrics.Count) });
        trainer.Fit(_problem.Source(), 1);
        Assert.Equal([0, 0, 0, 0], counts);
    }

    [Fact]
    public void BatchMetrics_BeforeTheBatch_Throw()
    {
        var failure = Assert.Throws<TrainingException>(() => Fit(new LambdaCallback { BatchBegin = c => _ = c.BatchMetrics }));
        Assert.Contains("BatchMetrics can be read only after a batch whose step returned a prediction", failure.Message);
    }

    private void Fit(params Callback[] callbacks)
    {
        using var trainer = new Trainer(_problem.Model, _problem.Optimizer, _problem.Loss, callbacks) { Metrics = _metrics };
        trainer.Fit(_problem.Source(), 1, _problem.Source());
    }

    private sealed class CountingMetrics : ExperimentMetrics
    {
        private readonly ClassificationMetrics.ForTrainer _inner = new();

        public int Computations { get; private set; }

        public override IReadOnlyList<MetricInfo> Infos => _inner.Infos;

        public override MetricSetState CreateState() => _inner.CreateState();

        public override void Update(
            MetricSetState state, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight, Tensor? mask) =>
            _inner.Update(state, input, target, prediction, sampleWeight, mask);

        public override MetricValues Compute(MetricSetState state)
        {
            Computations++;
            return _inner.Compute(state);
        }
    }
}
