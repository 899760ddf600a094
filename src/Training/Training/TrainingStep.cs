using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Runs the batches of a training or an evaluation: the forward pass, in training also the backward pass and the optimizer, the totals, and
/// the callbacks.
/// </summary>
/// <param name="context">The context, whose batch is updated.</param>
/// <param name="forward">Computes the loss of a batch.</param>
/// <param name="totals">The totals to which batches are added.</param>
/// <param name="callbacks">The callbacks to invoke.</param>
/// <param name="options">The options of training steps; null to evaluate.</param>
internal sealed class TrainingStep(
    TrainingContext context, Func<Batch, StepResult> forward, EpochTotals totals, CallbackList callbacks, TrainerOptions? options = null)
{
    /// <summary>The minimum sum of weights: a batch of padding only has a loss of 0 and not NaN.</summary>
    public const double MinWeight = 1e-12;

    private readonly ForwardPass _pass = new(context.Model);
    private readonly AccumulatedGradients _gradients = new();
    private int _accumulated;

    /// <summary>Whether there are no accumulated gradients that the optimizer has not used.</summary>
    public bool IsWhole => _accumulated == 0;

    /// <summary>Runs a batch, and disposes it.</summary>
    public void Run(Batch batch)
    {
        using (batch)
            RunInScope(batch);
        context.Clock?.EndStep(batch.Rows);
    }

    /// <summary>Makes a step with the accumulated gradients at the end of an epoch, if there are any.</summary>
    public void Flush()
    {
        if (_accumulated == 0)
            return;
        using var scope = NewDisposeScope();
        Step(options!, Optimizer);
        context.Clock?.Lap(TrainingPhase.Optimizer);
    }

    private optim.Optimizer Optimizer =>
        context.Optimizer ?? throw new TrainingException("The trainer has no optimizer: it can evaluate and predict, but not train.");

    private void RunInScope(Batch given)
    {
        // Frees everything that the step allocates.
        using var scope = NewDisposeScope();
        using var copy = DeviceTransfer.Copy(given, context.Device);
        var batch = copy ?? given;
        context.Clock?.Lap(TrainingPhase.Transfer);
        context.Batch.Begin(batch);
        if (options is null)
            callbacks.OnTestBatchBegin(context);
        else
            callbacks.OnBatchBegin(context);

        var result = Forward(batch);
        context.Clock?.Lap(TrainingPhase.Forward);
        if (options is not null)
            Backward(options, result, batch.Rows);
        totals.Add(batch, result);
        context.Clock?.Lap(TrainingPhase.Metrics);

        context.Batch.Complete(result);
        if (options is null)
            callbacks.OnTestBatchEnd(context);
        else
            callbacks.OnBatchEnd(context);
        context.Batch.End();
    }

    /// <summary>Computes the loss as a scalar, and the weights by which the mean was taken.</summary>
    private StepResult Forward(Batch batch)
    {
        var result = Masked(_pass.Run(batch, forward), batch.SampleWeights);
        if (result.Weight is not { } weight)
            return result with { Loss = MeanOf(result.Loss, batch.SampleWeights), Weight = batch.SampleWeights };
        var sum = batch.SampleWeights is { } rows ? (result.Loss * rows).sum() : result.Loss.sum();
        var total = batch.SampleWeights is { } of ? weight * of : weight;
        return result with { Loss = sum / total.sum().clamp(min: MinWeight), Weight = total };
    }

    /// <summary>Adds the gradients of a batch, and steps the optimizer after each <see cref="TrainerOptions.AccumulateSteps"/>
    /// batches.</summary>
    private void Backward(TrainerOptions options, StepResult result, long rows)
    {
        var optimizer = Optimizer;
        if (_accumulated == 0)
        {
            optimizer.zero_grad();
            context.Clock?.Lap(TrainingPhase.Optimizer);
        }

        (options.AccumulateSteps == 1 ? result.Loss : _gradients.Add(result.Loss, rows, result.Weight)).backward();
        context.Clock?.Lap(TrainingPhase.Backward);
        if (++_accumulated == options.AccumulateSteps)
            Step(options, optimizer);
        context.Clock?.Lap(TrainingPhase.Optimizer);
    }

    private void Step(TrainerOptions options, optim.Optimizer optimizer)
    {
        if (options.AccumulateSteps > 1)
            _gradients.Complete(context.Model);
        _accumulated = 0;
        if (options.ClipGradientNorm is { } norm)
            Gradients.ClipNorm(context.Model, norm);
        if (options.ClipGradientValue is { } value)
            Gradients.ClipValue(context.Model, value);
        optimizer.step();
        context.OptimizerStep++;
    }

    /// <summary>Weights the rows of a result that has a mask and no weights by the labels that count.</summary>
    private static StepResult Masked(StepResult result, Tensor? sampleWeights)
    {
        var (loss, mask) = (result.Loss, result.Mask);
        if (mask is null || result.Weight is not null)
            return result;
        var counted = RowLosses.Sum(mask.to_type(loss.dtype));
        if (loss.ndim == 0)
            return result with { Loss = Unweighted(loss, sampleWeights) * counted.sum(), Weight = counted };
        if (!loss.Sizes().SequenceEqual(mask.Sizes()))
        {
            throw new TrainingException(
                $"The mask has shape {ShapeText.Format(mask)}, but must have that of the losses, {ShapeText.Format(loss)}.");
        }

        return result with { Loss = RowLosses.Sum(loss.masked_fill(mask.logical_not(), 0)), Weight = counted };
    }

    private static Tensor Unweighted(Tensor loss, Tensor? weight) => weight is null
        ? loss
        : throw new TrainingException(
            "The data has sample weights, but the loss is one number for the whole batch. It must be a value per row, [n]: create "
            + "the loss with reduction: nn.Reduction.None, or return such values from a custom loss or step.");

    private static Tensor MeanOf(Tensor loss, Tensor? weight)
    {
        if (loss.ndim == 0)
            return Unweighted(loss, weight);
        if (weight is null)
            return loss.mean();
        var perRow = loss.ndim == 1 ? loss : loss.flatten(1).mean([1]);
        return (perRow * weight).sum() / weight.sum().clamp(min: MinWeight);
    }
}

/// <summary>Runs the forward pass. Errors name the shape of the batch, and for the first batch the layer.</summary>
internal sealed class ForwardPass(nn.Module model)
{
    private bool _fits;

    /// <exception cref="TrainingException">The batch has no rows, does not match the model, or the computation failed.</exception>
    public T Run<T>(Batch batch, Func<Batch, T> forward)
    {
        if (batch.Rows == 0)
            throw new TrainingException(
                $"A batch must have at least one row, but its features are {LayerInputs.Text(batch.Features)}."
            );
        using var layers = _fits ? null : new LayerInputs(model, batch.Features);
        try
        {
            var result = forward(batch);
            _fits = true;
            return result;
        }
        catch (Exception e) when (e is not (UserErrorException or OperationCanceledException))
        {
            var place = layers?.Last is { } last ? $", in {last}" : "";
            throw new TrainingException(
                $"The model failed on a batch of {LayerInputs.Text(batch.Features)}{place}: {e.Message.Split('\n')[0]}",
                e
            );
        }
    }

    /// <summary>Computes the predictions of a model that maps a tensor to a tensor, and their loss.</summary>
    public static StepResult Supervised(nn.Module<Tensor, Tensor> model, nn.Module<Tensor, Tensor, Tensor> loss, Batch batch)
    {
        var prediction = model.call(batch.Features);
        if (batch.Labels is not { } target)
            throw new TrainingException("The batches must have labels, with which the loss compares the predictions.");
        var (rows, weight, mask) = loss is RowLoss byRow
            ? byRow.Rows(prediction, target)
            : LossInputs.Compare(loss, prediction, target, hasWeights: batch.SampleWeights is not null);
        return new StepResult(rows, prediction) { Weight = weight, Mask = mask };
    }
}

/// <summary>The result of a forward pass over a batch.</summary>
/// <param name="Loss">The loss to minimize: a scalar, or a value per row [n], of which the (weighted) mean is minimized.</param>
/// <param name="Prediction">The model's output, for metrics and callbacks; null if there is none.</param>
/// <param name="Target">The labels for metrics; null for the labels of the batch.</param>
public sealed record StepResult(Tensor Loss, Tensor? Prediction = null, Tensor? Target = null)
{
    /// <summary>
    /// The weight of each row, [n]; null for 1 each. With weights, <see cref="Loss"/> is a value per row that is already multiplied by its
    /// weight, and the sum of losses is divided by the sum of weights. Use it to weight classes; metrics do not use it.
    /// </summary>
    public Tensor? Weight { get; init; }

    /// <summary>
    /// Which labels count, a bool tensor [n], or [n, …] for labels of several items per row, such as the words of sentences; null for all.
    /// Metrics leave out the others, such as padding, and so does the loss: it is one number, the mean over the labels that count, or a
    /// value per label, unless it has a <see cref="Weight"/>. With items, each item is a row of the metrics: labels [n, t] are
    /// [n · t] there, and predictions [n, c, t] are [n · t, c].
    /// </summary>
    public Tensor? Mask { get; init; }
}
