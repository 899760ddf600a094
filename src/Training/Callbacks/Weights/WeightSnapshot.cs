using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>A copy of a model's parameters and buffers, outside all dispose scopes.</summary>
internal sealed class WeightSnapshot : IDisposable
{
    private readonly Dictionary<string, Tensor> _copies = [];

    /// <summary>Copies them as they are now; the memory of an earlier copy is used again.</summary>
    public void Take(nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        foreach (var (name, tensor) in model.state_dict())
        {
            if (_copies.TryGetValue(name, out var copy))
                copy.copy_(tensor);
            else
                _copies.Add(name, tensor.detach().clone().DetachFromDisposeScope());
        }
    }

    /// <summary>Writes the copy over the model's tensors.</summary>
    public void Restore(nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        foreach (var (name, tensor) in model.state_dict())
            tensor.copy_(_copies[name]);
    }

    /// <summary>Keeps the copies in a checkpoint.</summary>
    public void Save(CheckpointState state)
    {
        foreach (var (name, copy) in _copies)
            state.Set(name, copy);
    }

    /// <summary>Takes over copies that were kept. They stay on the processor, from where they can be given to a model on any device.</summary>
    public void Load(CheckpointState state)
    {
        Dispose();
        using var normal = inference_mode(false);
        foreach (var name in state.Keys)
            _copies.Add(name, state.GetTensor(name).clone().DetachFromDisposeScope());
    }

    public void Dispose()
    {
        foreach (var copy in _copies.Values)
            copy.Dispose();
        _copies.Clear();
    }
}
