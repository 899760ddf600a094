using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <summary>
/// Writes a TensorBoard event file. A folder with event files is a run, and <c>tensorboard --logdir</c> shows every run below a folder. All
/// members are thread-safe. Unless <see cref="SummaryWriterOptions.Buffered"/> is set, each record is handed to the operating system before
/// the method returns, so that it is visible to readers and survives a crash of the program.
/// </summary>
/// <remarks>
/// <para>A tag is any text that is not empty; the part before its first slash groups the charts. Add the steps of a tag in ascending order:
/// where a step is repeated or goes back, TensorBoard keeps either both points or only the later ones.</para>
/// <para>Records without a time get the clock's, in microseconds. If the clock is set back, their time stands still until the clock has
/// caught up.</para>
/// <para>A failed write throws <see cref="EventFileException"/> and leaves the file as it was, so that later calls can succeed.</para>
/// </remarks>
public sealed partial class SummaryWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly EventFileWriter _file;
    private readonly EventClock _clock;

    /// <summary>Creates an event file. Existing files are kept, and readers read them first.</summary>
    /// <param name="folder">The run's folder. It is created if missing. <c>{date}</c> is replaced by the current time, see
    /// <see cref="FormatFolder"/>, unless there is a folder of that very name.</param>
    /// <param name="options">The options. The defaults are those of <see cref="SummaryWriterOptions"/>.</param>
    /// <exception cref="ArgumentException">The folder is empty or has an invalid format of the date, or the suffix is not valid in a file
    /// name.</exception>
    /// <exception cref="EventFileException">The folder or the event file cannot be created or written.</exception>
    public SummaryWriter(string folder, SummaryWriterOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new SummaryWriterOptions();
        _clock = new EventClock(options.Time);
        _file = new EventFileWriter(Path.GetFullPath(HasLiteralName(folder) ? folder : FormatFolder(folder, options.Time)), options, _gate);
        WriteHeader(options.FirstStep);
    }

    /// <summary>The full path of the event file.</summary>
    public string File => _file.Path;

    /// <summary>Writes buffered records to the file. Does nothing unless <see cref="SummaryWriterOptions.Buffered"/> is set.</summary>
    /// <exception cref="EventFileException">The event file cannot be written. The records stay buffered.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public void Flush()
    {
        lock (_gate)
            _file.Flush();
    }

    /// <summary>Writes buffered records and closes the file.</summary>
    /// <exception cref="EventFileException">The event file cannot be written. Buffered records are lost.</exception>
    public void Dispose()
    {
        lock (_gate)
            _file.Dispose();
    }

    /// <summary>Throws if the tag is empty, because readers drop such values.</summary>
    internal static void CheckTag(string tag) => ArgumentException.ThrowIfNullOrEmpty(tag);

    /// <summary>Adds a value of a tag.</summary>
    internal void Add(Summary.Types.Value value, long step, DateTimeOffset? time = null)
    {
        CheckTag(value.Tag);
        Write(new Event { Step = step, Summary = new Summary { Value = { value } } }, time);
    }

    /// <summary>Adds an event, and sets its wall time.</summary>
    internal void Write(Event record, DateTimeOffset? time = null)
    {
        lock (_gate)
        {
            record.WallTime = _clock.Seconds(time);
            _file.Append(record, record.CalculateSize());
        }
    }

    private void WriteHeader(long firstStep)
    {
        try
        {
            Write(new Event { FileVersion = "brain.Event:2", SourceMetadata = new SourceMetadata { Writer = "Gen.TensorBoard" } });
            Write(new Event { Step = firstStep, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });
            Flush();
        }
        catch
        {
            // Readers would wait for the first records of the file.
            _file.Delete();
            throw;
        }
    }
}
