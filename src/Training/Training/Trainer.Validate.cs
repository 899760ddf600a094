using Gen.Training.Data;

namespace Gen.Training;

/// <content>The validations of a training: at the ends of epochs, and within them.</content>
public partial class Trainer<TLogs>
{
    private Interval ValidationInterval => new(Options.ValidateEveryNEpochs, Options.ValidateEveryNSteps);

    private bool IsValidationDue(TrainingContext context) =>
        ValidationInterval.IsDueAfterEpoch(context.Epoch + 1) || ValidationInterval.IsDueAfterStep(context.Step);

    /// <summary>Validates. The values are then <see cref="TrainingContext.Validation"/>.</summary>
    /// <param name="context">The training.</param>
    /// <param name="validation">The validation data.</param>
    /// <param name="isWithinEpoch">Whether the epoch continues afterwards.</param>
    /// <returns>False if the run was canceled before the end; then there are no values.</returns>
    private bool Validate(TrainingContext context, IBatchSource validation, bool isWithinEpoch)
    {
        if (context.CancellationToken.IsCancellationRequested)
            return Canceled(context);
        var (batch, logs) = (context.Batch, context.Logs);
        (context.IsValidating, context.IsWithinEpoch, context.Batch) = (true, isWithinEpoch, new BatchContext());
        context.Clock?.BeginEvaluation();
        try
        {
            Test(context, validation);
            context.Validation = context.Logs;
            if (ValidationInterval.IsDueAfterStep(context.Step))
                Record(context, context.Logs, $"batch/{LogKeys.Validation}", context.Step);
            return true;
        }
        catch (OperationCanceledException e) when (context.IsCancellation(e))
        {
            return Canceled(context);
        }
        finally
        {
            (context.IsValidating, context.IsWithinEpoch, context.Batch, context.Logs) = (false, false, batch, logs);
            context.Clock?.EndEvaluation();
        }
    }

    // A canceled epoch has no values of a validation, also where one was complete within it: they would not be those of its end.
    private static bool Canceled(TrainingContext context)
    {
        context.Cancel();
        context.Validation = null;
        return false;
    }
}
