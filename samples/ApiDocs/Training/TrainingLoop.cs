using Gen;
using Microsoft.Extensions.Logging;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ApiDocsSample.Training;

/// <summary>Loss and accuracy over a set of documents, exact: each document counts once.</summary>
public sealed record Score(double Loss, double Accuracy);

/// <summary>A plain training loop: Adam on the cross-entropy, a look at the validation documents after every epoch.</summary>
public sealed class TrainingLoop : IDisposable
{
    private const int EvaluationBatch = 1_000;

    private readonly Module<Tensor, Tensor> _model;
    private readonly optim.Optimizer _optimizer;
    private readonly Module<Tensor, Tensor, Tensor> _loss = CrossEntropyLoss();
    private readonly Run _run;
    private readonly CancellationToken _cancellation;

    /// <summary>A loop for one model.</summary>
    /// <param name="model">[n, length] word indices to [n, classes] logits.</param>
    /// <param name="learningRate">Step size of Adam.</param>
    /// <param name="run">Where scalars and log lines go.</param>
    /// <param name="cancellation">Ends the training after the step it is in.</param>
    public TrainingLoop(Module<Tensor, Tensor> model, double learningRate, Run run, CancellationToken cancellation)
    {
        (_model, _run, _cancellation) = (model, run, cancellation);
        _optimizer = optim.Adam(model.parameters().Where(p => p.requires_grad), learningRate);
    }

    /// <summary>Trains, and gives the score on the validation documents after the last epoch.</summary>
    public Score Fit(EncodedTexts train, EncodedTexts validation, int batchSize, int batches, int epochs)
    {
        using var progress = new TrainingProgress(_run, epochs, batches);
        var score = new Score(double.NaN, double.NaN);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            progress.BeginEpoch(epoch);
            var trained = TrainEpoch(train.Shuffled(batchSize, batches), progress);
            score = Evaluate(validation);
            _run.LogScalar("loss", trained.Loss, epoch);
            _run.LogScalar("accuracy", trained.Accuracy, epoch);
            _run.LogScalar("val_loss", score.Loss, epoch);
            _run.LogScalar("val_accuracy", score.Accuracy, epoch);
            progress.EndEpoch(epoch, trained, score);
        }

        return score;
    }

    /// <summary>The score on a set of documents, with dropout and its like switched off.</summary>
    public Score Evaluate(EncodedTexts texts)
    {
        _model.eval();
        using var sums = new RunningScore();
        using var withoutGradients = no_grad();
        foreach (var (input, classes) in texts.InOrder(EvaluationBatch))
        {
            using (input)
            using (classes)
            {
                using var step = NewDisposeScope();
                var logits = _model.call(input);
                sums.Add(_loss.call(logits, classes), logits, classes);
            }
        }

        return sums.Read();
    }

    private Score TrainEpoch(IEnumerable<(Tensor Texts, Tensor Classes)> batches, TrainingProgress progress)
    {
        _model.train();
        using var sums = new RunningScore();
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
                sums.Add(loss, logits, classes);
            }

            progress.EndBatch(sums);
        }

        return sums.Read();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _loss.Dispose();
    }
}
