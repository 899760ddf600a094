using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Notes on the device, while a model computes, which of its layers gave finite outputs. Nothing is read until someone asks.</summary>
internal sealed class LayerWatch : IDisposable
{
    private readonly List<Action> _removers = [];
    private readonly List<(string Layer, Tensor Finite)> _notes = [];
    private bool _watching;

    /// <summary>Watches all layers from tensor to tensor; the others pass unseen.</summary>
    public LayerWatch(nn.Module model)
    {
        foreach (var (name, module) in model.named_modules())
        {
            // A container's output is that of a layer inside, which is the better name.
            if (module is not nn.Module<Tensor, Tensor> layer || module.children().Any())
                continue;
            var remover = layer.register_forward_hook((_, _, output) =>
            {
                Note(name, output);
                return null!;
            });
            _removers.Add(remover.remove);
        }
    }

    /// <summary>How many layers are watched.</summary>
    public int Layers => _removers.Count;

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
        _removers.ForEach(r => r());
        _removers.Clear();
        End();
    }

    private void Forget()
    {
        _notes.ForEach(n => n.Finite.Dispose());
        _notes.Clear();
    }

    // Outside the dispose scopes: a model may open one of its own.
    private void Note(string layer, Tensor output)
    {
        if (!_watching || !output.is_floating_point())
            return;
        using var withoutGradients = no_grad();
        using var finite = output.isfinite();
        _notes.Add((layer, finite.all().DetachFromDisposeScope()));
    }
}
