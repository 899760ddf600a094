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
