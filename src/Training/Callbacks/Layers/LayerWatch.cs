using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Notes on the device, while a model computes, which of its layers gave finite outputs. Nothing is read until someone asks.</summary>
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
