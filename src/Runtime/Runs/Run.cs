using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gen.IO;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>One execution of a command of an experiment: its identity, its record, and the source of its random numbers.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public partial class Run
{
    private readonly CancellationTokenSource _cancellation;
    private readonly SeedStreams _seeds;
    private IReadOnlyDictionary<string, JsonElement>? _config;

    private protected Run(RunStart start, RunOptions options, CancellationToken cancellationToken)
    {
        (Start, Options, Seed) = (start, options, start.Seed);
        ExperimentName = options.Name ?? start.ExperimentName;
        _seeds = new SeedStreams(start.Seed);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Log = RunServices.LoggerFactory(options) is { } factory
            ? new RecordedLogger(factory.CreateLogger(ExperimentName), this)
            : new StandardErrorLogger(this);
        StartTime = DateTimeOffset.UtcNow;
    }

    /// <summary>The number of the run in its runs directory; null before the run starts and for a run that is not recorded.</summary>
    public string? Id { get; internal set; }

    /// <summary>The experiment's name, or <see cref="RunOptions.Name"/>.</summary>
    public string ExperimentName { get; }

    /// <summary>The command that the run executes.</summary>
    public string Command => Start.Command;

    /// <summary>The seed of all random numbers of the run.</summary>
    public long Seed { get; }

    /// <summary>The status of the run; null before it starts.</summary>
    public RunStatus? Status { get; internal set; }

    /// <summary>The time at which the run started, UTC; before that, the time at which this object was created.</summary>
    public DateTimeOffset StartTime { get; internal set; }

    /// <summary>The time at which the run ended, UTC; null before it ends.</summary>
    public DateTimeOffset? StopTime { get; internal set; }

    /// <summary>The absolute path of the run folder; null before the run starts and for a run that is not recorded.</summary>
    public string? Directory
    {
        get
        {
            Placing?.Wait();
            return field;
        }
        internal set;
    }

    /// <summary>Set when the folder of a new run has its name, some milliseconds after the run has started; null for any other
    /// run.</summary>
    internal ManualResetEventSlim? Placing { get; set; }

    /// <summary>The options that the run is executed and recorded with.</summary>
    public RunOptions Options { get; }

    /// <summary>
    /// The log of the run. It goes to standard error unless <see cref="RunOptions.LoggerFactory"/> is set or the <see cref="Services"/>
    /// have a factory.
    /// </summary>
    public ILogger Log { get; private protected init; }

    /// <summary>The services of the run (<see cref="RunOptions.Services"/>); null if it was given none.</summary>
    public IServiceProvider? Services => Options.Services;

    /// <summary>
    /// A token that is canceled when the run must stop: by Ctrl+C, SIGTERM, or the token that the run was started with. A program that has
    /// read this property is given time to stop by itself; one that has not is ended at once.
    /// </summary>
    public CancellationToken CancellationToken
    {
        get
        {
            HasReadToken = true;
            return _cancellation.Token;
        }
    }

    /// <summary>The trial of a sweep that the run is; null for any other run.</summary>
    public Trial? Trial => Options.Trial;

    /// <summary>The part of a cross-validation that the run computes; <see cref="Gen.Fold.Single"/> without one.</summary>
    public Fold Fold => Options.Fold;

    /// <summary>Whether the sweep has ended the trial that the run is early, because the values that it has logged are worse than those
    /// of others. A trainer then ends its training; a loop of the program's own may ask.</summary>
    public bool IsPruned => Trial?.Decide(this).IsPruned ?? false;

    /// <summary>The signal that stopped the run; null if there was none.</summary>
    public PosixSignal? Signal { get; internal set; }

    /// <summary>
    /// The configuration that the run started with, derived entries and the seed included, by recorded keys (<c>learning_rate</c>,
    /// <c>dataset.path</c>) in ordinal order: the content of <c>config.json</c>, flat. Items of dictionaries are entries of their own.
    /// An experiment that is used outside of a run has the values that it had when its run was first asked for. Empty for a run that
    /// <see cref="Detached"/> created.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Config => _config ??= FlatConfig.Read(Start.WriteConfig);

    /// <summary>Why the record does not have the status; null if it has, and before the run ends.</summary>
    internal string? RecordFailure { get; set; }

    internal RunStart Start { get; }

    /// <summary>When the run was queued, as recorded; null for one that was not.</summary>
    internal string? Queued { get; set; }

    internal RunEvents Events { get; set; } = RunEvents.None;

    /// <summary>The file that receives the captured console output; null if output is not captured.</summary>
    internal AppendFile? Output { get; set; }

    internal bool HasReadToken { get; private set; }

    internal bool CancellationRequested => _cancellation.IsCancellationRequested;

    internal virtual object? ResultValue => null;

    /// <summary>
    /// Creates a run that records nothing, for calling captured methods outside of any run, for example in unit tests. Its log is silent,
    /// its scalars stay in memory, and its random numbers are those of a run with the same seed.
    /// </summary>
    /// <param name="seed">The seed. The default value is null, which draws one.</param>
    public static Run Detached(long? seed = null) => UnrecordedRun.CreateDetached(seed ?? DrawSeed());

    /// <summary>Returns the services of the run, for code that needs them.</summary>
    /// <param name="method">The caller, for the error message.</param>
    /// <exception cref="MissingServicesException">The run was given no services.</exception>
    public IServiceProvider RequireServices([CallerMemberName] string method = "") => Services ?? throw RunServices.Missing(method, this);

    internal static long DrawSeed() => Random.Shared.Next(1, 1_000_000_000);

    /// <summary>Requests the run to stop. A callback of the program's that fails does not keep others from being told.</summary>
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

    /// <summary>Writes a line to the run's log.</summary>
    internal void Report(LogLevel level, string text)
    {
        try
        {
            Log.Log(level, default, text, null, static (text, _) => text);
        }
        catch (Exception)
        {
            // A logger of the user's that fails must not end the run, and there is nowhere left to report it.
        }
    }

}

/// <summary>A run of a command that returns a <typeparamref name="TResult"/>.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
public sealed class Run<TResult> : Run
{
    private TResult _result = default!;
    private bool _hasResult;

    /// <summary>Creates a run that has not started; <see cref="RunSession.ExecuteAsync"/> executes it.</summary>
    public Run(RunStart start, RunOptions options, CancellationToken cancellationToken = default)
        : base(start, options, cancellationToken)
    {
    }

    /// <summary>The result that the command returned.</summary>
    /// <exception cref="InvalidOperationException">The run has not ended, or ended without a result.</exception>
    public TResult Result => _hasResult
        ? _result
        : throw new InvalidOperationException(Status is null or RunStatus.Running
            ? $"The run of '{ExperimentName}' has not ended: its result is not known yet."
            : $"The run of '{ExperimentName}' ended {Status.Value.ToRecordedName()}, without a result.");

    internal override object? ResultValue => _hasResult ? _result : null;

    internal void SetResult(TResult result)
    {
        _result = result;
        _hasResult = true;
    }
}
