using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>Writes checkpoints on another thread, one at a time, so that training does not wait for the disk.</summary>
internal sealed class BackgroundSave
{
    private Task _writing = Task.CompletedTask;
    private Dictionary<string, Tensor> _spare = [];

    /// <summary>Begins to write, and returns.</summary>
    /// <param name="state">Nothing else uses it.</param>
    /// <param name="file">The file's path.</param>
    /// <param name="written">Called on the other thread when the file is there.</param>
    public void Start(CheckpointState state, string file, Action written) => _writing = Task.Run(() =>
    {
        try
        {
            Checkpoint.Save(state, file);
        }
        finally
        {
            _spare = state.Release();
        }

        written();
    });

    /// <summary>Waits for the file that is being written.</summary>
    /// <returns>Why there is no file; null if there is one.</returns>
    public Exception? Wait()
    {
        var writing = _writing;
        _writing = Task.CompletedTask;
        try
        {
            writing.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>An empty state in the memory of the last one, after <see cref="Wait"/>.</summary>
    public CheckpointState Begin()
    {
        var rest = _spare;
        _spare = [];
        return new CheckpointState(rest);
    }

    /// <summary>Frees the memory, after <see cref="Wait"/>.</summary>
    public void Free()
    {
        foreach (var tensor in _spare.Values)
            tensor.Dispose();
        _spare = [];
    }
}
