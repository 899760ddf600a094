using System.Globalization;
using Gen.Training.Checkpoints;
using Gen.Training.Data;

namespace Gen.Training;

/// <content>Training.</content>
public partial class Trainer<TLogs>
{
    /// <summary>The record of the run; null for that of <see cref="Run"/>. Set by tests.</summary>
    internal IRunRecord? RunRecord { get; init; }

    /// <summary>
    /// Trains for a number of epochs, and validates after each one if there is validation data, or as <see cref="TrainerOptions"/> say. A
    /// model that is in evaluation mode as a whole is put into training mode. Otherwise the modes of its modules are kept, so that frozen
    /// batch norms keep their statistics.
    /// </summary>
    /// <param name="train">The training data.</param>
    /// <param name="epochs">The number of epochs, including those before <paramref name="initialEpoch"/>.</param>
    /// <param name="validation">The validation data; null for none.</param>
    /// <param name="initialEpoch">The first epoch, from 0, such as that after an earlier training. The default value is 0.</param>
    /// <param name="validate">Whether to validate. Without it, hooks and callbacks that need values of a validation are not called. The
    /// default value is true.</param>
    /// <returns>The values of every epoch.</returns>
    /// <exception cref="TrainingException">The data has no rows, a hook or callback requires a value that is missing, or a callback
    /// failed.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled. The current step was completed, and
    /// <see cref="Callback.OnTrainEnd"/> was called.</exception>
    public History Fit(IBatchSource train, int epochs, IBatchSource? validation = null, int initialEpoch = 0, bool validate = true)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegative(initialEpoch);
        Options.Check();
        var number = Run is { } run ? FitNumbers.ForRun(run).NextOfAll() : 1;
        var context = CreateContext(FitInfo.Create(train, _metrics, epochs, validation is not null, number, Options.AccumulateSteps));
        Preconditions.Check(context, train, validation, Parts.All);
        if (Run is { Directory: not null } && initialEpoch == 0)
            TrainerNames.Claim(Run, Name, this);
        try
        {
            FitEpochs(context, train, validate ? validation : null, initialEpoch);
        }
        catch (Exception e) when (!context.IsCancellation(e))
        {
            Parts.Callbacks.OnException(context, e);
            throw;
        }

        context.CancellationToken.ThrowIfCancellationRequested();
        return History;
    }

    private void FitEpochs(TrainingContext context, IBatchSource train, IBatchSource? validation, int initialEpoch)
    {
        var (_, all, callbacks, checkpointer) = Parts;
        context.Start();
        if (context.Fit.BatchesPerEpoch is { } batches && batches < Options.AccumulateSteps)
            TrainingLog.Warn(
                context, $"AccumulateSteps is {Options.AccumulateSteps}, but an epoch has {batches} batches: each step has only these.");
        _modes = ModuleModes.ForTraining(_model, null);
        var step = new TrainingStep(context, _forward, _trainTotals, callbacks, Options);
        var state = checkpointer is null
            ? null
            : new FitState(context, all, _trainTotals, RunRecord ?? new RunRecord(Run)) { ShuffleSeed = ShuffleSeed };
        var checkpoint = state is null ? null : checkpointer!.Find(state);

        callbacks.OnTrainBegin(context);

        // Also in an epoch that is not trained, because there are fewer now: the model must not stay untrained.
        if (checkpoint is { } position && (!position.IsWithinEpoch || position.Epoch >= context.Fit.Epochs))
            Restore(state!);

        for (var epoch = checkpoint?.Epoch ?? initialEpoch; epoch < context.Fit.Epochs && !IsEnding(context); epoch++)
        {
            context.Epoch = epoch;
            callbacks.OnEpochBegin(context);

            // Callbacks may have frozen parts of the model, which are kept in evaluation mode, or evaluated the whole model.
            _modes = ModuleModes.ForTraining(_model, _modes);
            context.Batch.Index = 0;
            if (checkpoint is { IsWithinEpoch: true } && epoch == checkpoint.Value.Epoch)
            {
                Restore(state!);
            }
            else
            {
                _trainTotals.Reset();
                context.Validation = null;
            }

            TrainEpoch(context, train, validation, step);

            // The values of a part of an epoch are not recorded as those of an epoch. A resumed run completes it.
            if (context.IsCanceled && context.Batch.Index != context.Fit.BatchesPerEpoch)
                break;
            var logs = _trainTotals.Compute(context.Clock);
            if (validation is not null && IsValidationDue(context) && !Validate(context, validation, isWithinEpoch: false))
                break;
            if (context.Validation is { } values)
                logs.Set(LogKeys.Validation, values);
            logs.Set(LogKeys.LearningRate, context.LearningRate);
            logs.ClassNames = context.ClassNames;
            context.Logs = logs;
            Preconditions.CheckElements(context, all);
            Record(context);

            callbacks.OnEpochEnd(context);
            WarnIfNonFinite(context);
            checkpointer?.AfterEpoch();
        }

        callbacks.OnTrainEnd(context);
    }

    // Also of a resumed trial, whose record says so.
    private bool IsEnding(TrainingContext context) => context.IsStopping || Run is { IsPruned: true };

    private void TrainEpoch(TrainingContext context, IBatchSource train, IBatchSource? validation, TrainingStep step)
    {
        try
        {
            var order = new EpochOrder { Epoch = context.Epoch, Seed = ShuffleSeed, FirstBatch = context.Batch.Index };
            foreach (var batch in Read(context, train, order))
            {
                // Before the next step, so that a checkpoint after the last one comes before it: a resumed run validates, too.
                if (validation is not null && context.Batch.Index > 0 && ValidationInterval.IsDueAfterStep(context.Step)
                    && !Validate(context, validation, isWithinEpoch: true))
                {
                    batch.Dispose();
                    Parts.Checkpointer?.AfterStep(step.IsWhole);
                    break;
                }

                step.Run(batch);
                context.Batch.Index++;
                context.Step++;
                if (context.CancellationToken.IsCancellationRequested)
                    context.Cancel();
                Parts.Checkpointer?.AfterStep(step.IsWhole);
                if (context.IsStopping)
                    break;
            }
        }
        catch (OperationCanceledException e) when (context.IsCancellation(e))
        {
            // Canceled while waiting for data: all steps so far are complete.
            context.Cancel();
            if (context.Batch.Index > 0)
                Parts.Checkpointer?.AfterStep(step.IsWhole);
        }

        if (context.Batch.Index == 0 && !context.IsStopping)
            throw Preconditions.Empty("training");
        step.Flush();
    }

    /// <summary>Reads the batches of an epoch. The time to wait for them is the phase <see cref="TrainingPhase.DataWait"/>.</summary>
    private static IEnumerable<Batch> Read(TrainingContext context, IBatchSource source, EpochOrder order)
    {
        context.Clock?.BeginSteps();
        try
        {
            foreach (var batch in source.Epoch(order, context.CancellationToken))
            {
                context.Clock?.Lap(TrainingPhase.DataWait);
                yield return batch;
            }
        }
        finally
        {
            context.Clock?.Lap(TrainingPhase.DataWait);
        }
    }

    private void Record(TrainingContext context)
    {
        Record(context, context.Logs, "", context.Epoch + 1);
        context.Clock?.Lap(TrainingPhase.Other);
    }

    private void Record(TrainingContext context, LogValues values, string prefix, long step)
    {
        if (context.Run is not { } run)
            return;
        if (Name is not null)
            prefix = $"{Name}/{prefix}";
        foreach (var point in LogPoints.Read(values))
            run.LogScalar(prefix + point.Name, point.Value, step);
    }

    /// <summary>Warns once when the loss is no longer finite, unless a callback ended the training.</summary>
    private void WarnIfNonFinite(TrainingContext context)
    {
        var loss = context.Logs[LogKeys.Loss];
        if (double.IsFinite(loss) || _warnedNonFinite || context.IsStopping)
            return;
        _warnedNonFinite = true;
        TrainingLog.Warn(
            context,
            $"The loss of epoch {context.Epoch + 1} is {loss.ToString(CultureInfo.InvariantCulture)}, but training continues. "
            + $"Add the callback TerminateOnNaN to end training and find the cause.");
    }

    private void Restore(FitState state)
    {
        Parts.Checkpointer!.Restore();
        _shuffleSeed = state.ShuffleSeed;
    }
}
