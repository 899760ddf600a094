using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Ends training when the loss is not finite, and reports the cause.</summary>
/// <remarks>
/// Without <see cref="EveryNSteps"/>, the loss is checked after each epoch, and the first parameter that is not finite is reported. With
/// it, training ends at the step, and the first layer whose output is not finite is reported; each check reads the loss and so waits for
/// the device.
/// </remarks>
public sealed class TerminateOnNaN : Callback
{
    private LayerWatch? _watch;

    /// <summary>The number of steps between checks of the loss, at least 1; null for checks after epochs only. The default value
    /// is null.</summary>
    public int? EveryNSteps { get; init; }

    /// <summary>Whether to fail the run instead of ending the training early. The default value is false.</summary>
    public bool FailRun { get; init; }

    /// <summary>The reason why this callback ended the training; null if it did not.</summary>
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
                        + $"{Cause(context)}"
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

    private void End(TrainingContext context, string reason)
    {
        StopReason = reason;
        if (FailRun)
            throw new TrainingException($"{Name}: {reason}.");
        TrainingLog.Warn(context, $"{Name} ends the training: {reason}.");
        context.Stop(reason);
    }

    // The optimizer has already updated the weights, so the outputs of the layers are examined.
    private string Cause(TrainingContext context)
    {
        if (context.Batch.Input is { } input && !IsFinite(input))
            return "the input has values that are not finite";
        if (_watch!.FirstNonFinite() is { } layer)
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

/// <summary>Records on the device which layers of a model had finite outputs in a step. The device is read only by
/// <see cref="FirstNonFinite"/>.</summary>
internal sealed class LayerWatch : IDisposable
{
    private readonly LayerOutputs _outputs;
    private readonly List<(string Layer, Tensor Finite)> _records = [];
    private bool _recording;

    /// <summary>Registers at the layers of a model.</summary>
    public LayerWatch(nn.Module model) => _outputs = new LayerOutputs(model, Record);

    /// <summary>The number of layers whose outputs can be recorded.</summary>
    public int Layers => _outputs.Count;

    /// <summary>Begins to record a step.</summary>
    public void Begin()
    {
        Clear();
        _recording = true;
    }

    /// <summary>Ends recording.</summary>
    public void End()
    {
        Clear();
        _recording = false;
    }

    /// <summary>Returns the first layer of the step whose output is not finite; null if there is none. Waits for the device.</summary>
    public string? FirstNonFinite()
    {
        foreach (var (layer, finite) in _records)
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

    private void Clear()
    {
        _records.ForEach(n => n.Finite.Dispose());
        _records.Clear();
    }

    // Detached from dispose scopes: a model may open one of its own.
    private void Record(string layer, Tensor output, params ReadOnlySpan<Tensor> inputs)
    {
        if (!_recording || !output.is_floating_point())
            return;
        using var withoutGradients = no_grad();
        using var finite = output.isfinite();
        _records.Add((layer, finite.all().DetachFromDisposeScope()));
    }
}
