using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>A checkpoint that was read and verified.</summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly SafetensorsFile _file;

    private Checkpoint(SafetensorsFile file)
    {
        _file = file;
        State = StateJson.Read(file);
        Position = FitPosition.Read(State.Section("fit"));
    }

    public string Path => _file.Path;

    /// <summary>The number of completed training steps.</summary>
    public long Step => State.Section("fit").GetInt64("step");

    public CheckpointState State { get; }

    public FitPosition Position { get; }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The file is not a checkpoint, corrupt, or of a later version. The message names the
    /// file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Checkpoint Open(string path)
    {
        var file = SafetensorsFile.Read(path);
        try
        {
            return file.Format == SafetensorsHeader.Checkpoint
                ? new Checkpoint(file)
                : throw new InvalidDataException($"'{path}' is not a checkpoint.");
        }
        catch (TrainingException e)
        {
            file.Dispose();
            throw new InvalidDataException($"'{path}' is not a checkpoint: {e.Message}", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static void Save(CheckpointState state, string path) =>
        SafetensorsWriter.Save(path, SafetensorsHeader.Checkpoint, StateJson.Write(state), state.AllTensors());

    // The state shares the tensors of the file.
    public void Dispose() => _file.Dispose();
}

/// <summary>Writes checkpoints on another thread, one at a time, so that training does not wait for the disk.</summary>
internal sealed class BackgroundSave
{
    private Task _writing = Task.CompletedTask;
    private Dictionary<string, Tensor> _spare = [];

    /// <summary>Starts to write a checkpoint.</summary>
    /// <param name="state">The state, which nothing else uses.</param>
    /// <param name="file">The path.</param>
    /// <param name="written">Called on the other thread when the file is complete.</param>
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
    /// <returns>The exception if writing failed; otherwise null.</returns>
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

    /// <summary>Creates an empty state that reuses the memory of the last one. Call <see cref="Wait"/> before.</summary>
    public CheckpointState CreateState()
    {
        var rest = _spare;
        _spare = [];
        return new CheckpointState(rest);
    }

    /// <summary>Frees the memory. Call <see cref="Wait"/> before.</summary>
    public void Free()
    {
        foreach (var tensor in _spare.Values)
            tensor.Dispose();
        _spare = [];
    }
}
