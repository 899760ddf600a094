using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gen.IO;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>One execution of an experiment's command: what it is called, what it records, and where its random numbers come from.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public partial class Run
{
    private readonly CancellationTokenSource _cancellation;
    private readonly SeedStreams _seeds;
    private RunInfo? _info;
    private IReadOnlyDictionary<string, JsonElement>? _config;
    private int _lateScalars;

    private protected Run(RunStart start, RunOptions options, CancellationToken cancellationToken)
    {
        (Start, Options, Seed) = (start, options, start.Seed);
        ExperimentName = options.Name ?? start.ExperimentName;
        _seeds = new SeedStreams(start.Seed);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Log = RunServices.LoggerFactory(options) is { } factory ? new RecordedLogger(factory.CreateLogger(ExperimentName), this) : new StandardErrorLogger(this);
        StartTime = DateTimeOffset.UtcNow;
    }

    /// <summary>The number of the run in its runs directory; null before it starts and for a run that is not recorded.</summary>
    public string? Id { get; internal set; }

    /// <summary>The experiment's name, or <see cref="RunOptions.Name"/>.</summary>
    public string ExperimentName { get; }

    /// <summary>The command that is run.</summary>
    public string Command => Start.Command;

    /// <summary>The seed all random numbers of the run come from.</summary>
    public long Seed { get; }

    /// <summary>Where the run stands; null before it starts.</summary>
    public RunStatus? Status { get; internal set; }

    /// <summary>When the run started, UTC (before that: when this object was made).</summary>
    public DateTimeOffset StartTime { get; internal set; }

    /// <summary>When the run ended, UTC; null while it goes on.</summary>
    public DateTimeOffset? StopTime { get; internal set; }

    /// <summary>The absolute path of the run folder; null before it starts and for a run that is not recorded.</summary>
    public string? Directory { get; internal set; }

    /// <summary>How the run is carried out and recorded.</summary>
    public RunOptions Options { get; }

    /// <summary>The run's log: standard error, unless <see cref="RunOptions.LoggerFactory"/> or the <see cref="Services"/> say otherwise.</summary>
    public ILogger Log { get; private protected init; }

    /// <summary>The services that the run was given (<see cref="RunOptions.Services"/>); null if it was given none.</summary>
    public IServiceProvider? Services => Options.Services;

    /// <summary>
    /// Cancelled when the run is to stop: by Ctrl+C, SIGTERM, or the token it was started with. A program that has read this property is
    /// given time to stop by itself; one that never did is ended at once.
    /// </summary>
    public CancellationToken CancellationToken
    {
        get
        {
            AskedForToken = true;
            return _cancellation.Token;
        }
    }

    /// <summary>The signal that asked the run to stop; null if there was none.</summary>
    public PosixSignal? Signal { get; internal set; }

    /// <summary>Free remarks on the run, kept in <c>info.json</c>.</summary>
    public RunInfo Info => _info ?? Interlocked.CompareExchange(ref _info, new RunInfo(), null) ?? _info;

    /// <summary>
    /// The configuration that the run started with, derived entries and the seed included, by recorded keys (<c>learning_rate</c>, <c>dataset.path</c>) in
    /// ordinal order: what <c>config.json</c> has, flat. Items of dictionaries are entries of their own. Empty for a detached run.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Config => _config ??= RunConfig.Read(Start.WriteConfig);

    /// <summary>The names of the scalars logged so far, in the order of their first point.</summary>
    public IReadOnlyList<string> ScalarNames => Scalars.Names();

    internal RunStart Start { get; }

    internal ScalarLog Scalars { get; } = new();

    internal RunInfo? InfoIfAny => _info;

    internal RunEvents Events { get; set; } = RunEvents.None;

    /// <summary>Where the captured console output goes; null if it is not captured.</summary>
    internal AppendFile? Output { get; set; }

    internal bool AskedForToken { get; private set; }

    internal bool CancellationRequested => _cancellation.IsCancellationRequested;

    internal virtual object? ResultValue => null;

    /// <summary>
    /// A run that records nothing, for calling captured methods outside any run, as unit tests do: its log is silent, its scalars stay in
    /// memory, its random numbers are those of a run with the same seed.
    /// </summary>
    /// <param name="seed">The seed; null draws one.</param>
    public static Run Detached(long? seed = null) => new DetachedRun(seed ?? Random.Shared.NextInt64(1, 1_000_000_000));

    /// <summary>
    /// Records one value of a scalar. It is on disk within a second (in <c>metrics.jsonl</c>, whose lines survive the process but, until the
    /// operating system has written them, not a power cut), and in <c>metrics.json</c> at a later heartbeat, at the latest at the end.
    /// </summary>
    /// <param name="name">The scalar's name, e.g. <c>loss</c>.</param>
    /// <param name="value">The value; NaN and infinities are recorded as strings.</param>
    /// <param name="step">The step it belongs to; null: one more than this scalar's last, the first being 0.</param>
    public void LogScalar(string name, double value, long? step = null)
    {
        if (IsReplaying)
            return;
        if (Scalars.Add(name, value, step))
            FlushScalars();
        else if (Scalars.IsClosed && Signal is null && Interlocked.Exchange(ref _lateScalars, 1) == 0)
            Report(LogLevel.Warning, $"The scalar '{name}' was logged after the run had ended: it is not recorded.");
    }

    /// <summary>The points logged so far under a name, in the order they were logged; empty if there are none. Copies them.</summary>
    public IReadOnlyList<ScalarPoint> GetScalars(string name) => Scalars.Points(name);

    /// <summary>Keeps a copy of a file in the run folder.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The name it is kept under, which may have folders (<c>plots/loss.png</c>); null: the file's own.</param>
    /// <exception cref="ArgumentException">The name is one of the record's own files or leads out of the run folder.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public void AddArtifact(string file, string? name = null)
    {
        name ??= Path.GetFileName(file);
        ArtifactNames.Check(name);
        Events.Publish(new RunEvent { Kind = RunEventKind.ArtifactAdded, Run = this, Name = name, File = Existing(file) });
    }

    /// <summary>Records that the run reads a file and keeps one copy of each content in <c>_resources</c> of the runs directory.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public void AddResource(string file) =>
        Events.Publish(new RunEvent { Kind = RunEventKind.ResourceAdded, Run = this, File = Existing(file) });

    /// <summary>Opens a file for reading and records it as <see cref="AddResource"/> does. The caller disposes the stream.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public Stream OpenResource(string file)
    {
        AddResource(file);
        return File.OpenRead(file);
    }

    /// <summary>
    /// The next seed of a stream, 0 … 2^53-1 (so that it survives JSON). It depends on <see cref="Seed"/>, the stream's name and how many
    /// seeds the stream has given, and on nothing else.
    /// </summary>
    /// <param name="stream">The stream's name, e.g. that of the method that draws.</param>
    public long NextSeed(string stream) => (long)(_seeds.Next(stream) >> 11);

    /// <summary>
    /// A generator seeded with the stream's next seed (as <see cref="NextSeed"/>, sharing its count). Its numbers are the same in every process and
    /// under every version of .NET. It is not thread-safe.
    /// </summary>
    /// <param name="stream">The stream's name, e.g. that of the method that draws.</param>
    public Random CreateRandom(string stream) => Randoms.Add(new StreamRandom(_seeds.Next(stream)));

    /// <summary>The services that the run was given, for what cannot do without them.</summary>
    /// <param name="method">Who asks, for the error.</param>
    /// <exception cref="MissingServicesException">It was given none.</exception>
    public IServiceProvider RequireServices([CallerMemberName] string method = "") => Services ?? throw RunServices.Missing(method, this);

    internal void FlushScalars() => Events.PublishFlush(this);

    internal void Beat() => Events.Publish(new RunEvent { Kind = RunEventKind.Heartbeat, Run = this });

    /// <summary>Asks the run to stop. What the program has registered on the token is its own affair.</summary>
    internal void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException e)
        {
            Report(LogLevel.Error, $"A callback on the run's cancellation token failed: {e.InnerException!.Message}");
        }
    }

    /// <summary>
    /// One line of log that is text already. Our own logger is called directly: the first call of a generic interface method takes the
    /// runtime longer than the rest of writing the line, and the first line is on every program's way to its first own.
    /// </summary>
    internal void Report(LogLevel level, string text)
    {
        try
        {
            if (Log is StandardErrorLogger own)
                own.Write(level, text, null);
            else
                Log.Log(level, default, text, null, static (text, _) => text);
        }
        catch (Exception)
        {
            // A logger of the user's that fails must not take the run with it, and there is nowhere left to say so.
        }
    }

    private static string Existing(string file) =>
        File.Exists(file) ? Path.GetFullPath(file) : throw new FileNotFoundException($"There is no file '{file}'.", file);
}

/// <summary>A run whose command returns a <typeparamref name="TResult"/>.</summary>
/// <typeparam name="TResult">What the command returns.</typeparam>
public sealed class Run<TResult> : Run
{
    private TResult _result = default!;
    private bool _hasResult;

    /// <summary>A run that has not started; <see cref="RunSession.ExecuteAsync"/> carries it out.</summary>
    public Run(RunStart start, RunOptions options, CancellationToken cancellationToken = default)
        : base(start, options, cancellationToken)
    {
    }

    /// <summary>What the command returned.</summary>
    /// <exception cref="InvalidOperationException">The run has not ended, or ended without a result.</exception>
    public TResult Result => _hasResult
        ? _result
        : throw new InvalidOperationException(Status is null or RunStatus.Running
            ? $"The run of '{ExperimentName}' has not ended: its result is not known yet."
            : $"The run of '{ExperimentName}' ended {Status.Value.Recorded()}, without a result.");

    internal override object? ResultValue => _hasResult ? _result : null;

    internal void SetResult(TResult result)
    {
        _result = result;
        _hasResult = true;
    }
}
