using Gen;
using Microsoft.Extensions.Logging;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ApiDocsSample.Training;

/// <summary>A plain training loop: Adam on the cross-entropy, a look at the validation documents after every epoch.</summary>
public sealed class TrainingLoop : IDisposable
{
    private const int EvaluationBatch = 1_000;

    private readonly Module<Tensor, Tensor> _model;
    private readonly optim.Optimizer _optimizer;
    private readonly Module<Tensor, Tensor, Tensor> _loss = CrossEntropyLoss();
    private readonly Run _run;
    private readonly ApiDocs.MetricSet _metrics;
    private readonly CancellationToken _cancellation;

    /// <summary>A loop for one model.</summary>
    /// <param name="model">[n, length] word indices to [n, classes] logits.</param>
    /// <param name="metrics">What it reports, exact over all documents of an epoch or of a set.</param>
    /// <param name="learningRate">Step size of Adam.</param>
    /// <param name="run">Where scalars and log lines go.</param>
    /// <param name="cancellation">Ends the training after the step it is in.</param>
    public TrainingLoop(Module<Tensor, Tensor> model, ApiDocs.MetricSet metrics, double learningRate, Run run, CancellationToken cancellation)
    {
        (_model, _metrics, _run, _cancellation) = (model, metrics, run, cancellation);
        _optimizer = optim.Adam(model.parameters().Where(p => p.requires_grad), learningRate);
    }

    /// <summary>Trains, and gives the score on the validation documents after the last epoch.</summary>
    public ApiDocs.MetricSet.Values Fit(EncodedTexts train, EncodedTexts validation, int batchSize, int batches, int epochs)
    {
        using var progress = new TrainingProgress(_run, epochs, batches);
        var score = _metrics.Compute();
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            progress.BeginEpoch(epoch);
            var trained = TrainEpoch(train.Shuffled(batchSize, batches), progress);
            score = Evaluate(validation);
            Log(trained, "", epoch);
            Log(score, "val_", epoch);
            progress.EndEpoch(epoch, trained, score);
        }

        return score;
    }

    /// <summary>The score on a set of documents, with dropout and its like switched off.</summary>
    public ApiDocs.MetricSet.Values Evaluate(EncodedTexts texts)
    {
        _model.eval();
        _metrics.Reset();
        using var withoutGradients = no_grad();
        foreach (var (input, classes) in texts.InOrder(EvaluationBatch))
        {
            using (input)
            using (classes)
            {
                using var step = NewDisposeScope();
                _metrics.Update(yTrue: classes, yPred: _model.call(input));
            }
        }

        return _metrics.Compute();
    }

    private ApiDocs.MetricSet.Values TrainEpoch(IEnumerable<(Tensor Texts, Tensor Classes)> batches, TrainingProgress progress)
    {
        _model.train();
        _metrics.Reset();
        foreach (var (input, classes) in batches)
        {
            _cancellation.ThrowIfCancellationRequested();
            using (input)
            using (classes)
            {
                using var step = NewDisposeScope();
                _optimizer.zero_grad();
                var logits = _model.call(input);
                var loss = _loss.call(logits, classes);
                loss.backward();
                _optimizer.step();
                _metrics.Update(yTrue: classes, yPred: logits);
            }

            progress.EndBatch(_metrics);
        }

        return _metrics.Compute();
    }

    // The loss is a metric like the others; its name in logs is everyone's.
    private void Log(ApiDocs.MetricSet.Values values, string prefix, int epoch)
    {
        _run.LogScalar(prefix + "loss", values.CrossEntropy, epoch);
        _run.LogScalar(prefix + "accuracy", values.Accuracy, epoch);
        _run.LogScalar(prefix + "brier_skill", values.BrierSkill, epoch);
        for (var k = 0; k < values.F1.Length; k++)
        {
            _run.LogScalar($"{prefix}precision/{k}", values.Precision[k], epoch);
            _run.LogScalar($"{prefix}recall/{k}", values.Recall[k], epoch);
            _run.LogScalar($"{prefix}f1/{k}", values.F1[k], epoch);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _loss.Dispose();
    }
}
