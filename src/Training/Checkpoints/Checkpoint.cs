using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>A checkpoint that was read and found whole.</summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly SafetensorsFile _file;

    private Checkpoint(SafetensorsFile file)
    {
        _file = file;
        State = StateJson.Read(file);
        Position = FitPosition.Of(State.Section("fit"));
    }

    public string Path => _file.Path;

    /// <summary>Training steps that were done.</summary>
    public long Step => State.Section("fit").GetInt64("step");

    /// <summary>Whether a training of so many epochs, restored here, has more to train.</summary>
    public bool TrainsOn(int epochs) => Position.Epoch < epochs && !State.Section("fit").Contains("stop_reason");

    public CheckpointState State { get; }

    public FitPosition Position { get; }

    /// <exception cref="InvalidDataException">It is no checkpoint, damaged, or of a later version; the message names the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Checkpoint Open(string path)
    {
        var file = SafetensorsFile.Read(path);
        try
        {
            return file.Format == SafetensorsHeader.Checkpoint ? new Checkpoint(file) : throw new InvalidDataException($"'{path}' is no checkpoint");
        }
        catch (TrainingException e)
        {
            file.Dispose();
            throw new InvalidDataException($"'{path}' is no checkpoint: {e.Message}", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static void Save(CheckpointState state, string path) => SafetensorsWriter.Save(path, SafetensorsHeader.Checkpoint, StateJson.Write(state), state.AllTensors());

    // The file's tensors are the state's.
    public void Dispose() => _file.Dispose();
}

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
