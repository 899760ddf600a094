using Gen.Training.Checkpoints;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <content>Training.</content>
public partial class Trainer
{
    private const string AskedToEnd = StopReasons.AskedToEnd;

    /// <summary>
    /// Trains for a number of epochs, each with a look at the validation data if there is any. A part of the model that is in evaluation mode
    /// stays there (frozen batch norms keep their statistics); a model that is in it as a whole goes into training mode.
    /// </summary>
    /// <param name="train">What to train on.</param>
    /// <param name="epochs">How many epochs, those before <paramref name="initialEpoch"/> counted.</param>
    /// <param name="validation">What to validate on; null for nothing.</param>
    /// <param name="initialEpoch">The first epoch, from 0: where an earlier training ended.</param>
    /// <returns>The values of every epoch.</returns>
    /// <exception cref="TrainingException">The data has no rows, a hook or callback needs what is not there, or a callback failed.</exception>
    /// <exception cref="OperationCanceledException">The run was asked to end; the step that it was in is done, and hooks and callbacks were told.</exception>
    public History Fit(IBatchSource train, int epochs, IBatchSource? validation = null, int initialEpoch = 0)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegative(initialEpoch);
        Options.Check();
        var context = Context();
        (context.Epochs, context.Steps, context.BatchSize, context.Samples) = (epochs, train.BatchCount, train.BatchSize, train.Samples);
        context.HasValidation = validation is not null;
        context.FitNumber = Run is { } run ? FitNumbers.Of(run).NextOfAll() : 1;
        context.LogNames = LogKeys.Of(context.Metrics, context.HasValidation);
        Preconditions.Check(_optimizer);
        Preconditions.Check(train, "train on");
        if (validation is not null)
            Preconditions.Check(validation, "validate on");
        Preconditions.Check(context, _dispatcher.Kinds, _callbacks);
        try
        {
            FitEpochs(context, train, validation, initialEpoch);
        }
        catch (Exception e) when (!HookDispatcher.IsEnd(e, context))
        {
            _dispatcher.Exception(context, e);
        }

        context.CancellationToken.ThrowIfCancellationRequested();
        return _history;
    }

    private void FitEpochs(TrainingContext context, IBatchSource train, IBatchSource? validation, int initialEpoch)
    {
        var steps = new TrainingSteps(_model, _optimizer, _forward, Options);
        context.Start();
        _modes = ModuleModes.ForTraining(_model, null);
        var firstEpoch = FindCheckpoint(context) ?? initialEpoch;
        _dispatcher.Call(HookKinds.TrainBegin, context, static (h, c) => h.OnTrainBegin(c), static (b, c) => b.OnTrainBegin(c));
        context.Clock?.Lap(TrainingPhase.Hooks);
        RestoreAtEpochsEnd();
        for (var epoch = firstEpoch; epoch < context.Epochs && !context.IsStopping; epoch++)
        {
            context.Epoch = epoch;
            _dispatcher.Call(HookKinds.EpochBegin, context, static (h, c) => h.OnEpochBegin(c), static (b, c) => b.OnEpochBegin(c));
            context.Clock?.Lap(TrainingPhase.Hooks);
            if (!TrainEpoch(context, train, steps))
                break;
            var whole = context.StopReason != AskedToEnd;
            var logs = new LogValues();
            Compute(logs, _trainLoss, _trainMetrics);
            context.Clock?.Lap(TrainingPhase.Metrics);

            // A run that was asked to end has no time for a look at the validation data.
            if (validation is not null)
                whole &= !context.CancellationToken.IsCancellationRequested && Validate(context, validation, logs);

            logs.Set(LogKeys.LearningRate, context.LearningRate);
            context.Logs = logs;
            EpochRecord.Write(Run, logs, epoch + 1);
            WarnOfNoNumber(context);
            context.Clock?.Lap(TrainingPhase.Other);
            _dispatcher.Call(HookKinds.EpochEnd, context, static (h, c) => h.OnEpochEnd(c), static (b, c) => b.OnEpochEnd(c));
            if (whole)
                _backup?.AfterEpoch();
            context.Clock?.Lap(TrainingPhase.Hooks);
        }

        _dispatcher.Call(HookKinds.TrainEnd, context, static (h, c) => h.OnTrainEnd(c), static (b, c) => b.OnTrainEnd(c));
    }

    /// <summary>Says once when the loss is no number any more, unless a callback watches for that.</summary>
    private void WarnOfNoNumber(TrainingContext context)
    {
        var loss = context.Logs[LogKeys.Loss];
        if (double.IsFinite(loss) || _saidNoNumber || _callbacks.OfType<TerminateOnNaN>().Any())
            return;
        _saidNoNumber = true;
        TrainingLog.Warn(context, FormattableString.Invariant($"the loss of epoch {context.Epoch + 1} is {loss}, and training goes on; the callback TerminateOnNaN ends it there and tells where it began"));
    }

    /// <summary>Adds the validation's values; none, and false, if the run was asked to end meanwhile.</summary>
    private bool Validate(TrainingContext context, IBatchSource validation, LogValues logs)
    {
        var batches = context.Batch;
        context.IsValidating = true;
        context.Clock?.BeginEvaluation();
        try
        {
            Test(context, validation);
            logs.Set(LogKeys.Validation, context.Logs);
            return true;
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            context.Stop(AskedToEnd);
            return false;
        }
        finally
        {
            (context.IsValidating, context.Batch) = (false, batches);
            context.Clock?.EndEvaluation();
        }
    }

    /// <summary>False if the run was asked to end before the epoch's first step.</summary>
    private bool TrainEpoch(TrainingContext context, IBatchSource train, TrainingSteps steps)
    {
        _modes = ModuleModes.ForTraining(_model, _modes);
        if (!RestoreWithinEpoch())
        {
            _trainLoss.Reset();
            _trainMetrics?.Reset();
            context.Batch = 0;
        }

        try
        {
            TrainBatches(context, train, steps);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // While it waited for data: the steps so far are whole.
            context.Stop(AskedToEnd);
            if (context.Batch > 0)
                _backup?.AfterStep(steps.IsWhole);
        }

        if (context.Batch == 0 && !context.IsStopping)
            throw Preconditions.Empty("train on");
        steps.Flush(context.Clock);
        return context.Batch > 0;
    }

    private void TrainBatches(TrainingContext context, IBatchSource train, TrainingSteps steps)
    {
        context.Clock?.BeginSteps();
        foreach (var given in train.Epoch(new EpochOrder { Epoch = context.Epoch, Seed = OrderSeed, FirstBatch = context.Batch }, context.CancellationToken))
        {
            context.Clock?.Lap(TrainingPhase.DataWait);
            using (given)
            {
                TrainBatch(context, given, steps);
            }

            context.Clock?.EndStep(given.Rows);
            context.Batch++;
            context.Step++;
            if (context.CancellationToken.IsCancellationRequested)
                context.Stop(AskedToEnd);
            _backup?.AfterStep(steps.IsWhole);
            if (context.IsStopping)
                break;
        }

        context.Clock?.Lap(TrainingPhase.DataWait);
    }

    private void TrainBatch(TrainingContext context, DataBatch given, TrainingSteps steps)
    {
        // One scope a step: whatever a step makes is freed with it.
        using var scope = NewDisposeScope();
        using var copy = BatchMover.Copy(given, context.Device);
        var batch = copy ?? given;
        context.Clock?.Lap(TrainingPhase.Transfer);
        (context.Input, context.Target, context.SampleWeight) = (batch.Input, batch.Target, batch.SampleWeight);
        _dispatcher.Call(HookKinds.BatchBegin, context, static (h, c) => h.OnBatchBegin(c), static (b, c) => b.OnBatchBegin(c));
        context.Clock?.Lap(TrainingPhase.Hooks);
        var result = steps.Forward(batch);
        context.Clock?.Lap(TrainingPhase.Forward);
        steps.Backward(result.Loss, context.Clock);
        _trainLoss.Add(result.Loss, batch.Rows, result.Weight);
        UpdateMetrics(_trainMetrics, batch, result);
        context.Clock?.Lap(TrainingPhase.Metrics);
        (context.BatchLoss, context.Prediction, context.Target) = (result.Loss.detach(), result.Prediction?.detach(), result.Target ?? context.Target);
        _dispatcher.Call(HookKinds.BatchEnd, context, static (h, c) => h.OnBatchEnd(c), static (b, c) => b.OnBatchEnd(c));
        context.Clock?.Lap(TrainingPhase.Hooks);
        context.EndBatch();
    }
}
