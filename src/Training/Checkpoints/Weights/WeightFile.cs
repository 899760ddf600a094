using Gen.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// A safetensors file with the <c>state_dict</c> of a model.
/// </summary>
internal static class WeightFile
{
    /// <summary>Saves the weights of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The path. Its folder is created if missing.</param>
    /// <param name="state">The position in training; null if unknown.</param>
    /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
    public static void Save(nn.Module model, string path, CheckpointState? state = null)
    {
        using var scope = NewDisposeScope();
        Save(model.state_dict(), path, state);
    }

    /// <inheritdoc cref="Save(nn.Module, string, CheckpointState)"/>
    public static void Save(IEnumerable<KeyValuePair<string, Tensor>> weights, string path, CheckpointState? state) =>
        SafetensorsWriter.Save(path, SafetensorsHeader.Weights, state is null ? null : StateJson.Write(state), weights);

    /// <summary>Loads weights into a model. The model is unchanged unless all tensors match.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The path of a file of weights, a checkpoint, or a safetensors file of another program.</param>
    /// <exception cref="InvalidDataException">The file is not a safetensors file, corrupt, or of another model.</exception>
    public static void Load(nn.Module model, string path)
    {
        var header = SafetensorsFile.ReadHeader(path);
        var prefix = header.Format == SafetensorsHeader.Checkpoint ? ModelTensors.Prefix : "";
        ModelTensors.Check(model, header.WithPrefix(prefix), path);
        Load(model, path, prefix);
    }

    /// <summary>Loads the tensors with a prefix, whose names and shapes were checked. No others are read.</summary>
    /// <param name="model">The model, which is unchanged if the file is corrupt.</param>
    /// <param name="path">The path.</param>
    /// <param name="prefix">The prefix.</param>
    /// <exception cref="InvalidDataException">The file is corrupt.</exception>
    public static void Load(nn.Module model, string path, string prefix)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Read(path, prefix);
        ModelTensors.Copy(model, file.WithPrefix(prefix));
    }
}

/// <summary>The weights that could not be written to their file.</summary>
internal sealed class UnsavedWeights : IDisposable
{
    private readonly WeightSnapshot _weights = new();
    private CheckpointState? _position;

    /// <summary>The path of the file; null if there are none.</summary>
    public string? File { get; private set; }

    /// <summary>Copies the weights of a model, in place of earlier ones.</summary>
    public void Set(string file, nn.Module model, CheckpointState position)
    {
        _weights.Take(model);
        _position?.Dispose();
        (File, _position) = (file, position);
    }

    /// <summary>Writes the file.</summary>
    public void Write() => _weights.Save(File!, _position!);

    /// <summary>Frees the copy.</summary>
    public void Dispose()
    {
        _weights.Dispose();
        _position?.Dispose();
        (File, _position) = (null, null);
    }
}

/// <summary>A copy of the <c>state_dict</c> of a model, outside of all dispose scopes.</summary>
internal sealed class WeightSnapshot : IDisposable
{
    private readonly Dictionary<string, Tensor> _copies = [];

    /// <summary>Copies the weights of a model. The memory of an earlier copy is reused.</summary>
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

    /// <summary>Loads the copy into the model.</summary>
    public void Restore(nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        foreach (var (name, tensor) in model.state_dict())
            tensor.copy_(_copies[name]);
    }

    /// <summary>Saves the copy to a file of weights.</summary>
    public void Save(string path, CheckpointState state) => WeightFile.Save(_copies, path, state);

    /// <summary>Saves the copy to a checkpoint.</summary>
    public void Save(CheckpointState state)
    {
        foreach (var (name, copy) in _copies)
            state.Set(name, copy);
    }

    /// <summary>Loads the copy from a checkpoint. It stays on the CPU, from where it can be loaded into a model on any device.</summary>
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
