using Gen.TensorBoard;

namespace Gen.Training;

/// <summary>
/// The event file of a folder. It is opened with the first value that can be written, and again after it was deleted. Scalars that cannot
/// be written are kept for later; of an image, a histogram or an embedding there is a newer one soon.
/// </summary>
/// <param name="path">The full path of the folder.</param>
/// <param name="options">The options of the event file.</param>
/// <param name="output">The output of the callback.</param>
/// <param name="context">The training.</param>
internal sealed class EventFolder(string path, SummaryWriterOptions options, CallbackOutput output, TrainingContext context) : IDisposable
{
    /// <summary>The number of scalars that are kept: 100 for each of 1,000 epochs, in 6 MB.</summary>
    private const int MaxKept = 100_000;

    private readonly Queue<(string Tag, double Value, long Step, DateTimeOffset Time)> _kept = new();
    private SummaryWriter? _writer;

    /// <summary>Writes a scalar, or keeps it.</summary>
    public void AddScalar(string tag, double value, long step)
    {
        if (!Write(writer => writer.AddScalar(tag, value, step)) && _kept.Count < MaxKept)
            _kept.Enqueue((tag, value, step, options.Time.GetUtcNow()));
    }

    /// <summary>Writes values.</summary>
    /// <returns>False if they could not be written.</returns>
    public bool Write(Action<SummaryWriter> write)
    {
        if (output.TryWrite(context, path, () => write(Open())))
            return true;
        if (IsDeleted)
            Close();
        return false;
    }

    /// <summary>Creates the event file, so that readers see it before the first value.</summary>
    public void Create() => Guard(() => Open());

    public void Dispose()
    {
        Guard(() =>
        {
            if (_kept.Count > 0)
                Open();
            if (IsDeleted)
                throw new FileNotFoundException("The event file was deleted.");
        });
        Close();
    }

    private bool IsDeleted => _writer is not null && !File.Exists(_writer.File);

    private SummaryWriter Open()
    {
        _writer ??= new SummaryWriter(path, options);
        for (; _kept.TryPeek(out var kept); _kept.Dequeue())
        {
            _writer.AddScalar(kept.Tag, kept.Value, kept.Step, kept.Time);
            output.Recover(1);
        }

        return _writer;
    }

    private void Guard(Action open)
    {
        try
        {
            open();
        }
        catch (Exception e) when (CallbackOutput.IsFailure(e))
        {
            output.Add(context, path, e);
        }
    }

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
