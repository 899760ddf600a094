using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

// What the program records: scalars, files and remarks; and the random numbers that it draws.
public partial class Run
{
    private RunInfo? _info;
    private int _lateScalars;

    /// <summary>Entries that the program adds to the record of the run, in <c>info.json</c>.</summary>
    public RunInfo Info => _info ?? Interlocked.CompareExchange(ref _info, new RunInfo(), null) ?? _info;

    /// <summary>The names of the scalars logged so far, in the order of their first points.</summary>
    public IReadOnlyList<string> ScalarNames => Scalars.Names();

    internal ScalarLog Scalars { get; } = new();

    /// <summary>
    /// Records a value of a scalar. It is written to <c>metrics.jsonl</c> within a second, where it survives the process (and a power cut
    /// once the operating system has written it), and to <c>metrics.json</c> at a later heartbeat or at the end.
    /// </summary>
    /// <param name="name">The name of the scalar, for example <c>loss</c>.</param>
    /// <param name="value">The value. NaN and infinities are recorded as strings.</param>
    /// <param name="step">
    /// The step of the value. The default value is null, which is one more than the scalar's last step, beginning at 0.
    /// </param>
    public void LogScalar(string name, double value, long? step = null)
    {
        if (IsReplaying)
            return;
        if (Scalars.Add(name, value, step))
            FlushScalars();
        else if (Scalars.IsClosed && Signal is null && Interlocked.Exchange(ref _lateScalars, 1) == 0)
            Report(LogLevel.Warning, $"The scalar '{name}' was logged after the run had ended and is not recorded.");
    }

    /// <summary>Returns a copy of the points of a scalar, in the order in which they were logged; empty if there are none.</summary>
    public IReadOnlyList<ScalarPoint> GetScalars(string name) => Scalars.Points(name);

    /// <summary>Copies a file into the run folder.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">
    /// The name of the copy, which may have folders (<c>plots/loss.png</c>). The default value is null, which keeps the file's name.
    /// </param>
    /// <exception cref="ArgumentException">The name is that of a file of the record, or leads out of the run folder.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public void AddArtifact(string file, string? name = null)
    {
        name ??= Path.GetFileName(file);
        ArtifactStore.CheckName(name);
        Events.Publish(new RunEvent { Kind = RunEventKind.ArtifactAdded, Run = this, Name = name, File = Existing(file) });
    }

    /// <summary>Records that the run reads a file, and copies each content once into <c>_resources</c> of the runs directory.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public void AddResource(string file) =>
        Events.Publish(new RunEvent { Kind = RunEventKind.ResourceAdded, Run = this, File = Existing(file) });

    /// <summary>Opens a file for reading, and records it as <see cref="AddResource"/> does. The caller disposes the stream.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public Stream OpenResource(string file)
    {
        AddResource(file);
        return File.OpenRead(file);
    }

    /// <summary>
    /// Returns the next seed of a stream, from 0 to 2^53-1 (which JSON numbers can hold). It depends on <see cref="Seed"/>, the name of the
    /// stream, and the number of seeds drawn from it before, and on nothing else.
    /// </summary>
    /// <param name="stream">The name of the stream, for example that of the method that draws.</param>
    public long NextSeed(string stream) => (long)(_seeds.Next(stream) >> 11);

    /// <summary>
    /// Creates a random generator with the next seed of a stream (see <see cref="NextSeed"/>). Its numbers are the same in every process
    /// and with every version of .NET. It is not thread-safe.
    /// </summary>
    /// <param name="stream">The name of the stream, for example that of the method that draws.</param>
    public Random CreateRandom(string stream) => Randoms.Add(new StreamRandom(_seeds.Next(stream)));

    internal void FlushScalars() => Events.PublishFlush(this);

    internal void PublishHeartbeat() => Events.Publish(new RunEvent { Kind = RunEventKind.Heartbeat, Run = this });

    private static string Existing(string file) =>
        File.Exists(file) ? Path.GetFullPath(file) : throw new FileNotFoundException($"File '{file}' does not exist.", file);
}
