using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Ends training when the loss is not finite, and reports where that began.</summary>
/// <remarks>
/// At the end of an epoch it costs nothing, but only weights are left to examine. With <see cref="EveryNSteps"/> training ends at the step,
/// and the first layer whose output is not finite is named; this reads the loss, and so waits for the device, at each of these steps.
/// </remarks>
public sealed class TerminateOnNaN : Callback
{
    private LayerWatch? _watch;

    /// <summary>Check the loss of a batch every N steps, and not only of epochs; null for epochs only. The default value is null.</summary>
    public int? EveryNSteps { get; init; }

    /// <summary>Whether to fail the run instead of ending the training early. The default value is false.</summary>
    public bool FailRun { get; init; }

    /// <summary>The reason for which training was ended; null if it was not.</summary>
    public string? StopReason { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        new Interval(null, EveryNSteps).Check(this);
        StopReason = null;
        _watch?.Dispose();
        _watch = EveryNSteps is not null ? new LayerWatch(context.Model) : null;
    }

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (IsDue(context))
            _watch?.Begin();
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_watch is null || !IsDue(context))
            return;
        if (!double.IsFinite(context.Batch.LossValue))
            End(
                context,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the loss of epoch {context.Epoch + 1}, batch {context.Batch.Index + 1} is {context.Batch.LossValue}: "
                        + $"{Origin(context)}"
                )
            );
        _watch.End();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (StopReason is not null)
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
        state.Set("finding", StopReason);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        StopReason = state.Contains("finding") ? state.GetString("finding") : null;
    }

    private bool IsDue(TrainingContext context) => new Interval(null, EveryNSteps).IsDueAfterStep(context.Step + 1);

    private void Release()
    {
        _watch?.Dispose();
        _watch = null;
    }

    private void End(TrainingContext context, string finding)
    {
        StopReason = finding;
        if (FailRun)
            throw new TrainingException($"{Name}: {finding}.");
        TrainingLog.Warn(context, $"{Name} ends the training: {finding}.");
        context.Stop(finding);
    }

    // The optimizer has stepped already, so that the weights tell nothing about this batch; the outputs do.
    private string Origin(TrainingContext context)
    {
        if (context.Batch.Input is { } input && !IsFinite(input))
            return "the input has values that are not finite";
        if (_watch!.FirstBad() is { } layer)
            return $"layer '{layer}' is the first whose output is not finite";
        if (context.Batch.Target is { } target && !IsFinite(target))
            return "the targets have values that are not finite";
        return _watch.Layers == 0
            ? "the model has no layers whose output can be checked"
            : "the outputs of all layers are finite, so the error is in the loss function";
    }

    private static string Weights(nn.Module model)
    {
        using var scope = NewDisposeScope();
        var bad = model.named_parameters().Where(p => !IsFinite(p.parameter)).Select(p => p.name).ToList();
        return bad.Count == 0
            ? "all weights are finite; check the data"
            : $"{bad.Count} of {model.named_parameters().Count()} parameters are not finite, the first is '{bad[0]}'; set EveryNSteps to 1 "
                + $"to find the layer";
    }

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return !tensor.is_floating_point() || tensor.detach().isfinite().all().ToBoolean();
    }
}

/// <summary>Notes on the device, while a model computes, which of its layers gave finite outputs. Nothing is read until someone
/// asks.</summary>
internal sealed class LayerWatch : IDisposable
{
    private readonly LayerOutputs _outputs;
    private readonly List<(string Layer, Tensor Finite)> _notes = [];
    private bool _watching;

    /// <summary>Watches a model's layers.</summary>
    public LayerWatch(nn.Module model) => _outputs = new LayerOutputs(model, Note);

    /// <summary>How many layers are watched.</summary>
    public int Layers => _outputs.Count;

    /// <summary>A step begins.</summary>
    public void Begin()
    {
        Forget();
        _watching = true;
    }

    /// <summary>A step ends.</summary>
    public void End()
    {
        Forget();
        _watching = false;
    }

    /// <summary>The first layer of the step whose output is not finite; null if there is none. Waits for the device.</summary>
    public string? FirstBad()
    {
        foreach (var (layer, finite) in _notes)
        {
            if (!finite.ToBoolean())
                return layer;
        }

        return null;
    }

    public void Dispose()
    {
        _outputs.Dispose();
        End();
    }

    private void Forget()
    {
        _notes.ForEach(n => n.Finite.Dispose());
        _notes.Clear();
    }

    // Outside the dispose scopes: a model may open one of its own.
    private void Note(string layer, Tensor output, params ReadOnlySpan<Tensor> inputs)
    {
        if (!_watching || !output.is_floating_point())
            return;
        using var withoutGradients = no_grad();
        using var finite = output.isfinite();
        _notes.Add((layer, finite.all().DetachFromDisposeScope()));
    }
}
