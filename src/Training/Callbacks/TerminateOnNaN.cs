using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Ends training when the loss is not finite, and says where that began.</summary>
/// <remarks>
/// At an epoch's end it costs nothing; then the weights are all that is left to look at. With <see cref="EachBatch"/> training ends at the very
/// step, and the first layer is named whose output went wrong; this reads the loss, and so waits for the device, at every step.
/// </remarks>
public sealed class TerminateOnNaN : Callback
{
    private LayerWatch? _watch;

    /// <summary>Looks at each batch's loss, not only at each epoch's.</summary>
    public bool EachBatch { get; init; }

    /// <summary>Fails the run instead of ending the training as if it were done.</summary>
    public bool Fail { get; init; }

    /// <summary>What was found; null if nothing was.</summary>
    public string? Finding { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Finding = null;
        _watch?.Dispose();
        _watch = EachBatch ? new LayerWatch(context.Model) : null;
    }

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context) => _watch?.Begin();

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_watch is null)
            return;
        if (!double.IsFinite(context.Batch.LossValue))
            End(context, FormattableString.Invariant($"the loss of epoch {context.Epoch + 1}, batch {context.Batch.Index + 1} is {context.Batch.LossValue}: {Origin(context)}"));
        _watch.End();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Finding is not null)
            return;
        foreach (var key in new[] { LogKeys.Loss, LogKeys.Validation + LogKeys.Loss })
        {
            if (!context.Logs.TryGetValue(key, out var loss) || double.IsFinite(loss))
                continue;
            End(context, FormattableString.Invariant($"the {key} of epoch {context.Epoch + 1} is {loss}: {Weights(context.Model)}"));
            return;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context) => Release();

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => Release();

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("finding", Finding);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Finding = state.Contains("finding") ? state.GetString("finding") : null;
    }

    private void Release()
    {
        _watch?.Dispose();
        _watch = null;
    }

    private void End(TrainingContext context, string finding)
    {
        Finding = finding;
        if (Fail)
            throw new TrainingException(finding);
        TrainingLog.Warn(context, $"training ends: {finding}");
        context.Stop(finding);
    }

    // The optimizer has made its step already, so the weights say nothing of this batch; the outputs do.
    private string Origin(TrainingContext context)
    {
        if (context.Batch.Input is { } input && !IsFinite(input))
            return "the input has values that are not finite";
        if (_watch!.FirstBad() is { } layer)
            return $"the output of '{layer}' is the first that is not finite";
        if (context.Batch.Target is { } target && !IsFinite(target))
            return "the targets have values that are not finite";
        return _watch.Layers == 0 ? "no layer could be watched" : "all layers' outputs are finite, so it comes from the loss function";
    }

    private static string Weights(nn.Module model)
    {
        using var scope = NewDisposeScope();
        var bad = model.named_parameters().Where(p => !IsFinite(p.parameter)).Select(p => p.name).ToList();
        return bad.Count == 0
            ? "all weights are finite; look at the data"
            : $"{bad.Count} of {model.named_parameters().Count()} parameters are not finite, '{bad[0]}' first; EachBatch = true tells where it begins";
    }

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return !tensor.is_floating_point() || tensor.detach().isfinite().all().ToBoolean();
    }
}
