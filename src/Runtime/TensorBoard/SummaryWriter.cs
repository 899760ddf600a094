using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>
/// Writes one TensorBoard event file: a folder with such files is a run, and <c>tensorboard --logdir</c> shows every run below a folder. All members may
/// be called from several threads. Unless <see cref="SummaryWriterOptions.Buffered"/> says otherwise, what a call adds is with the operating system
/// when it returns: readers see it, and it survives the program's end, however sudden.
/// </summary>
/// <remarks>
/// <para>A tag is any text but the empty one; what stands before its first slash groups the charts. Give the steps of a tag in ascending order: of
/// a step that is repeated or goes back, TensorBoard's readers keep either both points or only the last ones.</para>
/// <para>Records that are not given a time take the clock's, in microseconds; where the clock goes back, the time stands still until it has caught
/// up. A time that is given is written as it is.</para>
/// <para>What cannot be written throws an <see cref="EventFileException"/> and leaves the file as it was, so that later calls go on with it once there
/// is room again.</para>
/// </remarks>
public sealed partial class SummaryWriter : IDisposable
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly EventFileWriter _file;
    private readonly EventClock _clock;
    private readonly ScalarEvent _scalar = new();
    private readonly ITimer? _timer;
    private bool _flushDue;
    private bool _flushFailed;
    private bool _closed;

    /// <summary>Makes a new event file. Files that are there already are left alone and stay before it.</summary>
    /// <param name="folder">The run's folder, created when missing.</param>
    /// <param name="options">How to write; see there for what holds without.</param>
    /// <exception cref="ArgumentException">The folder is empty, or the suffix cannot be part of a file's name.</exception>
    /// <exception cref="EventFileException">The folder or the file cannot be made or written.</exception>
    public SummaryWriter(string folder, SummaryWriterOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new SummaryWriterOptions();
        _clock = new EventClock(options.Time);
        _file = EventFileWriter.Create(Path.GetFullPath(folder), options);
        if (options.Buffered)
            _timer = options.Time.CreateTimer(static writer => ((SummaryWriter)writer!).FlushWaiting(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Begin(options.FirstStep);
    }

    /// <summary>The file's full path.</summary>
    public string File => _file.Path;

    /// <summary>Adds a number to the curve of a tag.</summary>
    /// <param name="tag">The curve's name, as in <c>loss</c> or <c>precision/0</c>.</param>
    /// <param name="value">
    /// The number. The format holds single precision: about seven digits, and infinity from 3.4e38 on. NaN and infinities are kept and shown as such.
    /// </param>
    /// <param name="step">Its place on the curve.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public void AddScalar(string tag, double value, long step, DateTimeOffset? time = null)
    {
        CheckTag(tag);
        lock (_gate)
        {
            if (AddDescribed(tag, (float)value, step, time))
                return;
            _scalar.WallTime = At(time);
            _scalar.Step = step;
            _scalar.Tag = tag;
            _scalar.Value = (float)value;
            Append(_scalar, _scalar.CalculateSize());
        }
    }

    /// <summary>Hands what is waiting to the operating system. It does nothing unless the writer is buffered.</summary>
    /// <exception cref="EventFileException">It could not be written; it is kept for the next attempt.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public void Flush()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _file.Flush();
            _flushFailed = false;
        }
    }

    /// <summary>Writes what is waiting and closes the file. Once closed, nothing more can be added.</summary>
    /// <exception cref="EventFileException">What was waiting could not be written, and is lost.</exception>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            _timer?.Dispose();
            using (_file)
                _file.Flush();
        }
    }

    /// <summary>Refuses a tag that readers would drop.</summary>
    internal static void CheckTag(string tag) => ArgumentException.ThrowIfNullOrEmpty(tag);

    /// <summary>Adds what is to be shown under a tag at a step.</summary>
    internal void Add(Summary.Types.Value value, long step, DateTimeOffset? time = null)
    {
        CheckTag(value.Tag);
        Write(new Event { Step = step, Summary = new Summary { Value = { value } } }, time);
    }

    /// <summary>Adds a record, whose time is set here.</summary>
    internal void Write(Event record, DateTimeOffset? time = null)
    {
        lock (_gate)
        {
            record.WallTime = At(time);
            Append(record, record.CalculateSize());
        }
    }

    private void Begin(long firstStep)
    {
        try
        {
            Write(new Event { FileVersion = "brain.Event:2", SourceMetadata = new SourceMetadata { Writer = "Gen.TensorBoard" } });
            Write(new Event { Step = firstStep, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });
            Flush();
        }
        catch
        {
            // A file without its first records would only keep readers waiting.
            _timer?.Dispose();
            _file.Abandon();
            throw;
        }
    }

    private double At(DateTimeOffset? time) => time is { } given ? EventClock.Seconds(given) : _clock.Now();

    private void Append(IMessage record, int size)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_flushFailed)
            Flush();
        record.WriteTo(_file.Reserve(size));
        _file.Commit(size);
        if (_file.HasWaiting && !_flushDue)
            FlushSoon();
    }

    private void FlushSoon()
    {
        _flushDue = true;
        _timer?.Change(s_longestWait, Timeout.InfiniteTimeSpan);
    }

    private void FlushWaiting()
    {
        lock (_gate)
        {
            _flushDue = false;
            if (_closed)
                return;
            try
            {
                _file.Flush();
            }
            catch (EventFileException)
            {
                // Nobody is here to be told: the next call tries again and throws.
                _flushFailed = true;
                FlushSoon();
            }
        }
    }
}
