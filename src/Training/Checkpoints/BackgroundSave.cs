using Gen.Observers;

namespace Gen.Training.Checkpoints;

/// <summary>Writes checkpoints on another thread, one at a time, so that training does not wait for the disk.</summary>
internal sealed class BackgroundSave
{
    private Task _writing = Task.CompletedTask;

    /// <summary>Begins to write, and returns. The state is freed afterwards.</summary>
    /// <param name="state">Nothing else uses it.</param>
    /// <param name="file">The file's path.</param>
    /// <param name="written">Called on the other thread when the file is there.</param>
    public void Start(CheckpointState state, string file, Action written) => _writing = Task.Run(() =>
    {
        using (state)
            Checkpoint.Save(state, file);
        written();
    });

    /// <summary>Waits for the file that is being written.</summary>
    /// <returns>What the file system answered; null if the file is there.</returns>
    public Exception? Wait()
    {
        var writing = _writing;
        _writing = Task.CompletedTask;
        try
        {
            writing.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return e;
        }
    }
}
