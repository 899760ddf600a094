using Gen.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// A model's parameters and buffers in a safetensors file, under the names that the model gives them. What is under the final name is always
/// whole: the file is written aside, brought to disk and renamed.
/// </summary>
internal static class WeightFile
{
    /// <param name="model">The model.</param>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="state">Where in the training they were taken; null if that is not known.</param>
    /// <exception cref="IOException">It cannot be written; nothing is left under the name, or what was there before.</exception>
    public static void Save(nn.Module model, string path, CheckpointState? state = null)
    {
        using var scope = NewDisposeScope();
        TensorFileWriter.Save(path, FileHeader.Weights, state is null ? null : StateJson.Write(state), model.state_dict());
    }

    /// <summary>Writes saved tensors over the model's. Nothing is changed unless all fit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">A file of weights, or a checkpoint, or another program's safetensors file.</param>
    /// <exception cref="InvalidDataException">It is no such file, damaged, or of another model.</exception>
    public static void Load(nn.Module model, string path)
    {
        using var scope = NewDisposeScope();
        using var file = TensorFile.Read(path);
        ModelTensors.Load(model, file.Format == FileHeader.Checkpoint ? file.Under(ModelTensors.Prefix) : file.Tensors, path);
    }
}
