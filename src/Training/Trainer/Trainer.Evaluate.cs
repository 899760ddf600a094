using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <content>Evaluation and prediction, which leave training's own statistics alone.</content>
public partial class Trainer
{
    /// <summary>Loss and metrics over data, exact: each row counts once. Dropout and its like are off.</summary>
    /// <param name="data">What to evaluate on, in its order.</param>
    /// <exception cref="TrainingException">The data has no rows.</exception>
    public LogValues Evaluate(IBatchSource data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var context = Context();
        (context.Steps, context.BatchSize, context.Samples) = (data.BatchCount, data.BatchSize, data.Samples);
        context.LogNames = LogKeys.Of(context.Metrics, hasValidation: false);
        try
        {
            Test(context, data);
        }
        catch (Exception e) when (!HookDispatcher.IsEnd(e, context))
        {
            _dispatcher.Exception(context, e);
        }

        return context.Logs;
    }

    /// <summary>The model's output for all rows, joined along the first axis, on the CPU. Dropout and its like are off.</summary>
    /// <param name="data">Inputs, in their order; targets are not needed.</param>
    /// <exception cref="TrainingException">The data has no rows, or the trainer works by a step of one's own that gives no prediction.</exception>
    public Tensor Predict(IBatchSource data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var context = Context();
        (context.Steps, context.BatchSize, context.Samples) = (data.BatchCount, data.BatchSize, data.Samples);
        var parts = new List<Tensor>();
        try
        {
            Evaluating(() => PredictAll(context, data, parts));
            return parts.Count > 0 ? cat(parts) : throw Preconditions.Empty("predict");
        }
        catch (Exception e) when (!HookDispatcher.IsEnd(e, context))
        {
            _dispatcher.Exception(context, e);
            throw;
        }
        finally
        {
            parts.ForEach(p => p.Dispose());
        }
    }

    private Tensor Predicted(DataBatch batch) =>
        _predict is not null ? _predict(batch.Input) : _forward(batch).Prediction ?? throw new TrainingException("the trainer's step gives no prediction");

    private void PredictAll(TrainingContext context, IBatchSource data, List<Tensor> parts)
    {
        var pass = new ForwardPass(_model);
        _dispatcher.Call(HookKinds.PredictBegin, context, static (h, c) => h.OnPredictBegin(c), static (b, c) => b.OnPredictBegin(c));
        foreach (var given in data.Epoch(EpochOrder.Sequential, context.CancellationToken))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            using (given)
            {
                using var scope = NewDisposeScope();
                using var copy = BatchMover.Copy(given, context.Device);
                var batch = copy ?? given;
                context.Input = batch.Input;
                _dispatcher.Call(HookKinds.PredictBatchBegin, context, static (h, c) => h.OnPredictBatchBegin(c), static (b, c) => b.OnPredictBatchBegin(c));
                var prediction = pass.Run(batch, Predicted);
                context.Prediction = prediction;
                _dispatcher.Call(HookKinds.PredictBatchEnd, context, static (h, c) => h.OnPredictBatchEnd(c), static (b, c) => b.OnPredictBatchEnd(c));
                parts.Add(prediction.detach().to(CPU, copy: true).DetachFromDisposeScope());
                context.EndBatch();
            }

            context.Batch++;
        }

        _dispatcher.Call(HookKinds.PredictEnd, context, static (h, c) => h.OnPredictEnd(c), static (b, c) => b.OnPredictEnd(c));
    }

    private void Test(TrainingContext context, IBatchSource data) => Evaluating(() =>
    {
        _testLoss.Reset();
        _testMetrics?.Reset();
        context.Batch = 0;
        _dispatcher.Call(HookKinds.TestBegin, context, static (h, c) => h.OnTestBegin(c), static (b, c) => b.OnTestBegin(c));
        context.Clock?.Lap(TrainingPhase.Hooks);
        var steps = new TrainingSteps(_model, null, _forward, Options);
        context.Clock?.BeginSteps();
        foreach (var given in data.Epoch(EpochOrder.Sequential, context.CancellationToken))
        {
            context.Clock?.Lap(TrainingPhase.DataWait);
            context.CancellationToken.ThrowIfCancellationRequested();
            using (given)
            {
                TestBatch(context, given, steps);
            }

            context.Clock?.EndStep(given.Rows);
            context.Batch++;
        }

        context.Clock?.Lap(TrainingPhase.DataWait);
        if (context.Batch == 0)
            throw Preconditions.Empty(context.IsValidating ? "validate on" : "evaluate on");
        var logs = new LogValues();
        Compute(logs, _testLoss, _testMetrics);
        context.Clock?.Lap(TrainingPhase.Metrics);
        context.Logs = logs;
        _dispatcher.Call(HookKinds.TestEnd, context, static (h, c) => h.OnTestEnd(c), static (b, c) => b.OnTestEnd(c));
        context.Clock?.Lap(TrainingPhase.Hooks);
    });

    private void TestBatch(TrainingContext context, DataBatch given, TrainingSteps steps)
    {
        using var scope = NewDisposeScope();
        using var copy = BatchMover.Copy(given, context.Device);
        var batch = copy ?? given;
        context.Clock?.Lap(TrainingPhase.Transfer);
        (context.Input, context.Target, context.SampleWeight) = (batch.Input, batch.Target, batch.SampleWeight);
        _dispatcher.Call(HookKinds.TestBatchBegin, context, static (h, c) => h.OnTestBatchBegin(c), static (b, c) => b.OnTestBatchBegin(c));
        context.Clock?.Lap(TrainingPhase.Hooks);
        var result = steps.Forward(batch);
        context.Clock?.Lap(TrainingPhase.Forward);
        _testLoss.Add(result.Loss, batch.Rows, result.Weight);
        UpdateMetrics(_testMetrics, batch, result);
        context.Clock?.Lap(TrainingPhase.Metrics);
        (context.BatchLoss, context.Prediction, context.Target) = (result.Loss, result.Prediction, result.Target ?? context.Target);
        _dispatcher.Call(HookKinds.TestBatchEnd, context, static (h, c) => h.OnTestBatchEnd(c), static (b, c) => b.OnTestBatchEnd(c));
        context.Clock?.Lap(TrainingPhase.Hooks);
        context.EndBatch();
    }

    private void Evaluating(Action action)
    {
        // Each module's own mode comes back: a part that the user froze stays so.
        var modes = new ModuleModes(_model);
        _model.eval();
        try
        {
            using var withoutGradients = no_grad();
            action();
        }
        finally
        {
            modes.Restore();
        }
    }
}
