using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Gen.Training.Tests.Training;

/// <summary>Labels that the loss ignores count in no metric, whatever the loss, the shape of the labels and the cutting into batches.</summary>
public sealed class IgnoredLabelTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    // The largest score is that of the class in the input, so that predictions are right except where the label is another one.
    private readonly Module<Tensor, Tensor> _model = new Scores();
    private readonly Tensor _input = tensor(new long[] { 0, 1, 2, 1, 2, 0 });
    private readonly Tensor _labels = tensor(new long[] { 0, 1, -1, 2, -1, -1 });

    public static TheoryData<string> Losses => ["config", "module", "default", "each", "nll", "step"];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public void Rows_AreLeftOut(string loss)
    {
        var index = loss is "default" or "nll" ? -100 : -1;
        var labels = _labels.masked_fill(_labels.eq(-1), index);
        foreach (var batch in (int[])[1, 2, 3, 6])
        {
            var logs = Evaluate(loss, _input, labels, batch);
            Assert.Equal(2 / 3.0, logs["accuracy"], 1e-12);
            Assert.Equal([1, 1, 0], logs.Metric("recall").Numbers.ToArray());
            Assert.Equal(Loss(_input, labels, index), logs["loss"], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Items_AreLeftOut(string loss)
    {
        var index = loss is "default" or "nll" ? -100 : -1;
        var labels = _labels.masked_fill(_labels.eq(-1), index).reshape(2, 3);
        var input = _input.reshape(2, 3);
        foreach (var batch in (int[])[1, 2])
        {
            var logs = Evaluate(loss, input, labels, batch);
            Assert.Equal(2 / 3.0, logs["accuracy"], 1e-12);
            Assert.Equal([1, 1, 0], logs.Metric("recall").Numbers.ToArray());
            Assert.Equal(Loss(input, labels, index), logs["loss"], 1e-6);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SampleWeights_MultiplyRowsAndItems(bool items)
    {
        var (input, labels, weights) = items
            ? (_input.reshape(2, 3), _labels.reshape(2, 3), tensor(new[] { 3f, 0.5f }))
            : (_input, _labels, tensor(new[] { 3f, 3, 3, 0.5f, 0.5f, 0.5f }));
        var logs = Evaluate("config", input, labels, 1, weights);
        Assert.Equal(6 / 6.5, logs["accuracy"], 1e-12);
    }

    [Fact]
    public void PaddingThatIsAClass_IsLeftOut()
    {
        // Keras' mask_zero: label 0 is padding.
        var labels = tensor(new long[] { 0, 1, 0, 2, 0, 0 });
        using var trainer = new Trainer(_model, null, new LossConfig.CrossEntropy { IgnoreIndex = 0 })
        {
            Metrics = new ClassificationMetrics.ForTrainer(),
        };
        Assert.Equal(0.5, trainer.Evaluate(new MemorySource(_input, labels, 4))["accuracy"]);
    }

    [Fact]
    public void ClassWeights_DoNotWeightMetrics()
    {
        using var trainer = new Trainer(_model, null, new LossConfig.CrossEntropy { ClassWeights = [0, 5, 1], IgnoreIndex = -1 })
        {
            Metrics = new ClassificationMetrics.ForTrainer(),
        };
        Assert.Equal(2 / 3.0, trainer.Evaluate(new MemorySource(_input, _labels, 4))["accuracy"], 1e-12);
    }

    [Fact]
    public void ClassWeightsOfAModule_GiveTheMeanOfAllRows()
    {
        var labels = tensor(new long[] { 0, 1, 1, 2, 2, 0 });
        using var weights = tensor(new[] { 1f, 2, 7 });
        using var loss = CrossEntropyLoss(weights);
        using var trainer = new Trainer(_model, null, loss);
        var expected = F.cross_entropy(_model.call(_input), labels, weights).ToDouble();
        Assert.Equal(expected, trainer.Evaluate(new MemorySource(_input, labels, 4))["loss"], 1e-6);
    }

    [Fact]
    public void BatchMetricsAndCharts_LeaveThemOut()
    {
        var values = new List<double>();
        var folder = Directory.CreateTempSubdirectory("gen-charts");
        using var trainer = new Trainer(
            _model,
            null,
            new LossConfig.CrossEntropy { IgnoreIndex = -1 },
            new EvaluationCharts(["a", "b", "c"]) { Folder = folder.FullName },
            new LambdaCallback { TestBatchEnd = c => values.Add(c.BatchMetrics["accuracy"].Scalar) })
        {
            Metrics = new ClassificationMetrics.ForTrainer(),
        };
        using var error = new Support.CapturedStandardError();
        trainer.Evaluate(new MemorySource(_input.reshape(2, 3), _labels.reshape(2, 3), 1));
        Assert.Equal([1, 0], values);
        Assert.Empty(error.Text);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void LabelsOfAnotherShape_AreReported()
    {
        using var trainer = new Trainer(
            _model,
            null,
            batch => new StepResult(_model.call(batch.Features).sum(1), _model.call(batch.Features).mean([2]))
            {
                Mask = batch.Labels!.ne(-1),
            })
        {
            Metrics = new ClassificationMetrics.ForTrainer(),
        };
        var error = Assert.Throws<TrainingException>(
            () => trainer.Evaluate(new MemorySource(_input.reshape(1, 6), _labels.reshape(1, 6), 2)));
        Assert.Equal("Labels of shape [1, 6] may be ignored, but metrics get a tensor of shape [1, 3].", error.Message);
    }

    [Fact]
    public void MetricOfWholeRows_IsReported()
    {
        using var trainer = new Trainer(_model, null, new LossConfig.CrossEntropy { IgnoreIndex = -1 }) { Metrics = new WholeRows() };
        var error = Assert.Throws<TrainingException>(
            () => trainer.Evaluate(new MemorySource(_input.reshape(2, 3), _labels.reshape(2, 3), 2)));
        Assert.StartsWith(
            "The metrics failed on [6, 3] Float32, where each item is a row, because the loss ignores labels of items: ", error.Message);
    }

    private double Loss(Tensor input, Tensor labels, long ignored) =>
        F.cross_entropy(_model.call(input), labels, ignore_index: ignored).ToDouble();

    private LogValues Evaluate(string loss, Tensor input, Tensor labels, int batch, Tensor? weights = null)
    {
        using var trainer = loss == "step"
            ? new Trainer(_model, null, batch => Step(batch)) { Metrics = new ClassificationMetrics.ForTrainer() }
            : new Trainer(_model, null, Choice(loss)) { Metrics = new ClassificationMetrics.ForTrainer() };
        return trainer.Evaluate(new MemorySource(input, labels, batch, weight: weights));
    }

    private LossChoice Choice(string loss) => loss switch
    {
        "config" => new LossConfig.CrossEntropy { IgnoreIndex = -1 },
        "module" => CrossEntropyLoss(ignore_index: -1),
        "default" => CrossEntropyLoss(),
        "each" => CrossEntropyLoss(ignore_index: -1, reduction: Reduction.None),
        _ => NLLLoss(),
    };

    private StepResult Step(Batch batch)
    {
        var scores = _model.call(batch.Features);
        var each = F.cross_entropy(scores, batch.Labels!, ignore_index: -1, reduction: Reduction.None);
        return new StepResult(each, scores) { Mask = batch.Labels!.ne(-1) };
    }

    /// <summary>Metrics of scores [n, 3, t].</summary>
    private sealed class WholeRows : ExperimentMetrics
    {
        private readonly ClassificationMetrics.ForTrainer _inner = new();

        public override IReadOnlyList<MetricInfo> Infos => _inner.Infos;

        public override MetricSetState CreateState() => _inner.CreateState();

        public override void Update(
            MetricSetState state, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight, Tensor? mask) =>
            _inner.Update(state, input, target, prediction.permute(0, 2, 1).flatten(0, 1), sampleWeight, mask);

        public override MetricValues Compute(MetricSetState state) => _inner.Compute(state);
    }

    /// <summary>Log-probabilities [n, 3] or [n, 3, t] of class indices [n] or [n, t].</summary>
    private sealed class Scores() : Module<Tensor, Tensor>(nameof(Scores))
    {
        public override Tensor forward(Tensor input)
        {
            var scores = F.one_hot(input, 3).to_type(ScalarType.Float32).log_softmax(-1);
            return input.ndim == 1 ? scores : scores.movedim([-1], [1]);
        }
    }
}
