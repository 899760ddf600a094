using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Makes a model's steps: forward, backward, optimizer. Who calls opens the dispose scope.</summary>
internal sealed class TrainingSteps(nn.Module model, optim.Optimizer? optimizer, Func<DataBatch, StepResult> forward, TrainerOptions options)
{
    // A batch of nothing but padding weighs 0: its loss is 0 then, not NaN.
    private const double LeastWeight = 1e-12;

    private readonly ForwardPass _pass = new(model);
    private int _accumulated;

    /// <summary>No gradients wait for more batches.</summary>
    public bool IsWhole => _accumulated == 0;

    /// <summary>The loss as a scalar, the weights by which the mean was taken, and what it came from.</summary>
    public StepResult Forward(DataBatch batch)
    {
        var result = _pass.Run(batch, forward);
        if (result.Weight is not { } weight)
            return result with { Loss = MeanOf(result.Loss, batch.SampleWeight), Weight = batch.SampleWeight };
        var sum = batch.SampleWeight is { } rows ? (result.Loss * rows).sum() : result.Loss.sum();
        var total = batch.SampleWeight is { } of ? weight * of : weight;
        return result with { Loss = sum / total.sum().clamp(min: LeastWeight), Weight = total };
    }

    /// <summary>Adds a batch's gradients, and lets the optimizer step when enough are there.</summary>
    public void Backward(Tensor loss, PhaseClock? clock)
    {
        var optimizer = Optimizer;
        if (_accumulated == 0)
        {
            optimizer.zero_grad();
            clock?.Lap(TrainingPhase.Optimizer);
        }

        (options.AccumulateSteps == 1 ? loss : loss / options.AccumulateSteps).backward();
        clock?.Lap(TrainingPhase.Backward);
        if (++_accumulated == options.AccumulateSteps)
            Step(optimizer);
        clock?.Lap(TrainingPhase.Optimizer);
    }

    /// <summary>At an epoch's end: gradients that wait for more batches make a step.</summary>
    public void Flush(PhaseClock? clock)
    {
        if (_accumulated == 0)
            return;
        using var scope = NewDisposeScope();
        Step(Optimizer);
        clock?.Lap(TrainingPhase.Optimizer);
    }

    private optim.Optimizer Optimizer => optimizer ?? throw new TrainingException("this trainer has no optimizer: it can evaluate and predict, not train");

    private void Step(optim.Optimizer optimizer)
    {
        // The part of a group that is there counts as the whole: its gradients were divided for a full one.
        if (_accumulated < options.AccumulateSteps)
            Scale((double)options.AccumulateSteps / _accumulated);
        _accumulated = 0;
        if (options.ClipGradientNorm is { } norm)
            GradientClipping.Norm(model, norm);
        if (options.ClipGradientValue is { } value)
            GradientClipping.Value(model, value);
        optimizer.step();
    }

    private void Scale(double factor)
    {
        using var withoutGradients = no_grad();
        foreach (var parameter in model.parameters())
        {
            if (parameter.grad is { } gradient)
                gradient.mul_(factor);
        }
    }

    private static Tensor MeanOf(Tensor loss, Tensor? weight)
    {
        if (loss.ndim == 0)
        {
            return weight is null
                ? loss
                : throw new TrainingException("sample weights need a loss per row: make the loss with reduction: nn.Reduction.None");
        }

        if (weight is null)
            return loss.mean();
        var perRow = loss.ndim == 1 ? loss : loss.flatten(1).mean([1]);
        return (perRow * weight).sum() / weight.sum().clamp(min: LeastWeight);
    }
}
