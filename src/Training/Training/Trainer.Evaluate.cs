using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <content>Evaluation and prediction. Neither changes the totals of a training.</content>
public partial class Trainer<TLogs>
{
    /// <summary>Computes the loss and the metrics over all rows, in evaluation mode and without gradients.</summary>
    /// <param name="data">The data, which is not shuffled.</param>
    /// <returns>The values of the evaluation.</returns>
    /// <exception cref="TrainingException">The data has no rows, or a callback failed.</exception>
    public TLogs Evaluate(IBatchSource data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var context = CreateContext(FitInfo.Create(data, _metrics));
        try
        {
            Test(context, data);
        }
        catch (Exception e) when (!context.IsCancellation(e))
        {
            Parts.Callbacks.OnException(context, e);
            throw;
        }

        return _createLogs(context.Logs);
    }

    /// <summary>Computes the model's output for all rows, in evaluation mode and without gradients.</summary>
    /// <param name="data">The inputs, which are not shuffled. Labels are not needed.</param>
    /// <returns>The outputs of all batches, concatenated along the first axis, on the CPU.</returns>
    /// <exception cref="TrainingException">The data has no rows, a callback failed, or the custom step returned no prediction.</exception>
    public Tensor Predict(IBatchSource data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var context = CreateContext(FitInfo.Create(data, _metrics));
        var parts = new List<Tensor>();
        try
        {
            PredictBatches(context, data, parts);
            return parts.Count > 0 ? cat(parts) : throw Preconditions.Empty("prediction");
        }
        catch (Exception e) when (!context.IsCancellation(e))
        {
            Parts.Callbacks.OnException(context, e);
            throw;
        }
        finally
        {
            parts.ForEach(p => p.Dispose());
        }
    }

    private void Test(TrainingContext context, IBatchSource data)
    {
        using var evaluation = new EvaluationScope(_model);
        var step = new TrainingStep(context, _forward, _testTotals, Parts.Callbacks);
        _testTotals.Reset();
        Parts.Callbacks.OnTestBegin(context);
        foreach (var batch in Read(context, data, EpochOrder.Sequential))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            step.Run(batch);
            context.Batch.Index++;
        }

        if (context.Batch.Index == 0)
            throw Preconditions.Empty(context.IsValidating ? "validation" : "evaluation");
        context.Logs = _testTotals.Compute(context.Clock);
        context.Logs.ClassNames = context.ClassNames;
        Parts.Callbacks.OnTestEnd(context);
    }

    private void PredictBatches(TrainingContext context, IBatchSource data, List<Tensor> parts)
    {
        using var evaluation = new EvaluationScope(_model);
        var pass = new ForwardPass(_model);
        Parts.Callbacks.OnPredictBegin(context);
        foreach (var given in Read(context, data, EpochOrder.Sequential))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            using (given)
            {
                using var scope = NewDisposeScope();
                using var copy = DeviceTransfer.Copy(given, context.Device);
                var batch = copy ?? given;
                context.Batch.Begin(batch);
                Parts.Callbacks.OnPredictBatchBegin(context);
                var prediction = pass.Run(batch, PredictBatch);
                context.Batch.Prediction = prediction;
                Parts.Callbacks.OnPredictBatchEnd(context);
                parts.Add(prediction.detach().to(CPU, copy: true).DetachFromDisposeScope());
                context.Batch.End();
            }

            context.Batch.Index++;
        }

        Parts.Callbacks.OnPredictEnd(context);
    }

    private Tensor PredictBatch(Batch batch) => _predict is not null
        ? _predict(batch.Features)
        : _forward(batch).Prediction ?? throw new TrainingException("Predict requires a step that returns a prediction.");
}
