using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Records the forward pass of each layer: the model and all of its modules from tensor to tensor.</summary>
internal sealed class LayerSpans : IDisposable
{
    private readonly TraceRecorder _trace;
    private readonly PhaseClock _clock;
    private readonly Action? _wait;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<Action> _removers = [];
    private readonly Stack<(object Layer, long Start)> _open = [];

    /// <summary>Registers hooks on all layers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trace">The recorder.</param>
    /// <param name="clock">The clock, which has the current step.</param>
    /// <param name="wait">Waits for the device; null to not wait.</param>
    public LayerSpans(nn.Module model, TraceRecorder trace, PhaseClock clock, Action? wait)
    {
        (_trace, _clock, _wait) = (trace, clock, wait);

        // A shared module is recorded once, under its first name.
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (
            var (name, module) in model
                .named_modules()
                .Select(m => ($"{m.name} ({m.module.GetName()})", m.module))
                .Prepend((model.GetName(), model))
        )
        {
            if (module is nn.Module<Tensor, Tensor> layer && seen.Add(layer))
                Watch(name, layer);
        }
    }

    public void Dispose()
    {
        _removers.ForEach(r => r());
        _removers.Clear();
    }

    private void Watch(string name, nn.Module<Tensor, Tensor> layer)
    {
        var before = layer.register_forward_pre_hook((module, _) =>
        {
            Begin(module);
            return null!;
        });
        var after = layer.register_forward_hook((module, _, _) =>
        {
            End(name, module);
            return null!;
        });
        _removers.Add(before.remove);
        _removers.Add(after.remove);
    }

    // Layers of other threads would not nest.
    private void Begin(object layer)
    {
        if (!_trace.IsRecording || Environment.CurrentManagedThreadId != _thread)
            return;
        _wait?.Invoke();
        _open.Push((layer, _trace.Now));
    }

    private void End(string name, object layer)
    {
        if (_open.Count == 0 || Environment.CurrentManagedThreadId != _thread)
            return;
        _wait?.Invoke();

        // Layers above it on the stack threw.
        while (_open.TryPop(out var top))
        {
            if (!ReferenceEquals(top.Layer, layer))
                continue;
            _trace.Add(name, TraceNames.Layer, top.Start, _trace.Now, _clock.Number);
            return;
        }
    }
}
