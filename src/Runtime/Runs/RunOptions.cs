using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>Options of how a run is executed and recorded. Its configuration, in contrast, determines what it does.</summary>
public sealed class RunOptions
{
    /// <summary>The folder of the run folders; created when missing.</summary>
    /// <value>The default value is the environment variable <c>GEN_RUNS</c>, or else <c>runs</c> in the current directory.</value>
    public string RunsDirectory { get; set; } =
        Environment.GetEnvironmentVariable("GEN_RUNS") is { Length: > 0 } fromEnvironment ? fromEnvironment : "runs";

    /// <summary>Whether the run is not recorded: it has no run folder, and observers receive no events.</summary>
    /// <value>The default value is false.</value>
    public bool Unobserved { get; set; }

    /// <summary>The name that is recorded in place of the experiment's.</summary>
    /// <value>The default value is null, which is the experiment's name.</value>
    public string? Name { get; set; }

    /// <summary>A comment, recorded as <c>meta.comment</c> in <c>run.json</c>.</summary>
    /// <value>The default value is null.</value>
    public string? Comment { get; set; }

    /// <summary>Whether the run starts only if the program is in a git repository without uncommitted changes of tracked files.</summary>
    /// <value>The default value is false.</value>
    public bool EnforceClean { get; set; }

    /// <summary>
    /// Whether the uncommitted changes of tracked files are recorded, at most 1 MB, in <c>_sources</c> of the runs directory. Files that git
    /// does not track are never read.
    /// </summary>
    /// <value>The default value is true.</value>
    public bool RecordDiff { get; set; } = true;

    /// <summary>Whether the run starts where a check of the configuration would otherwise warn or ask.</summary>
    /// <value>The default value is false.</value>
    public bool Force { get; set; }

    /// <summary>The console output that is recorded in <c>cout.txt</c>.</summary>
    /// <value>The default value is <see cref="CaptureMode.Sys"/>.</value>
    public CaptureMode Capture { get; set; } = CaptureMode.Sys;

    /// <summary>
    /// The factory of the run's logger, whose category is the experiment's name. It is not disposed. In addition, <c>cout.txt</c> has each
    /// line of the run's log once, as <c>INFO - name - message</c>.
    /// </summary>
    /// <value>
    /// The default value is null, which is the factory of the <see cref="Services"/>, or else a logger that writes <c>INFO - name -
    /// message</c> to standard error.
    /// </value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The minimum level of the default logger. A <see cref="LoggerFactory"/> has its own filters.</summary>
    /// <value>The default value is <see cref="LogLevel.Information"/>.</value>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>Whether long work may show its progress on standard error.</summary>
    /// <value>The default value is true.</value>
    public bool Progress { get; set; } = true;

    /// <summary>Whether errors are shown with their stack traces.</summary>
    /// <value>The default value is false.</value>
    public bool Debug { get; set; }

    /// <summary>
    /// The services for methods with an <see cref="IServiceProvider"/> parameter: those of a host, or a scope of them. They are not
    /// disposed.
    /// </summary>
    /// <value>
    /// The default value is null. A method that requires services is then an error, before the run starts if it is the command itself.
    /// </value>
    public IServiceProvider? Services { get; set; }

    /// <summary>
    /// The section of the program's configuration with the experiment's entries (<c>Dataset:Path</c> is <c>dataset.path</c>, items of lists
    /// are numbered). It overrides the property initializers, and is overridden by environment variables (<c>GEN__EPOCHS</c>) and the
    /// command line. It does not change a config that is given as an object; <c>Parse(options)</c> creates one with it.
    /// </summary>
    /// <value>The default value is null.</value>
    public IConfiguration? Configuration { get; set; }

    /// <summary>The observers that receive the run's events, in addition to the run folder.</summary>
    /// <value>The default value is an empty list.</value>
    public IList<IRunObserver> Observers { get; } = [];

    /// <summary>
    /// How long an observer may take for an event before it is reported, and how long the end of the run waits for the observers to receive
    /// what they have not yet, and again for the end itself. After a signal it waits at most 4 seconds.
    /// </summary>
    /// <value>The default value is 10 seconds.</value>
    public TimeSpan ObserverTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The interval of the heartbeat in the record, at least 1 ms. Scalars and console output are written at least every second.
    /// </summary>
    /// <value>The default value is 10 seconds.</value>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether Ctrl+C, SIGTERM, SIGHUP and SIGQUIT cancel <see cref="Run.CancellationToken"/> and end the run with the status
    /// <see cref="RunStatus.Interrupted"/>. The command line sets it; a program with its own signal handling leaves it off.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool HandleSignals { get; set; }

    /// <summary>How the program was started, if its command line has started the run; otherwise null.</summary>
    internal ProgramStart? Program { get; set; }

    /// <summary>The trial of a sweep that the run is; null for any other run.</summary>
    internal Trial? Trial { get; set; }

    /// <summary>The part of a cross-validation that the run computes.</summary>
    /// <value>The default value is <see cref="Fold.Single"/>.</value>
    public Fold Fold { get; set; } = Fold.Single;

    /// <summary>Returns a copy with another fold. The list of observers is shared.</summary>
    /// <param name="fold">The fold.</param>
    public RunOptions With(Fold fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var copy = Copy();
        copy.Fold = fold;
        return copy;
    }

    /// <summary>Returns a copy. The list of observers is shared.</summary>
    internal RunOptions Copy() => (RunOptions)MemberwiseClone();
}

/// <summary>The console output that is recorded in a run's <c>cout.txt</c>.</summary>
public enum CaptureMode
{
    /// <summary>No output.</summary>
    No,

    /// <summary>
    /// The output of the run to <see cref="Console.Out"/> and <see cref="Console.Error"/>. Runs that overlap in one process each have their
    /// own. Output of child processes and of native code is not captured. Of a line that the program overwrites (<c>\r</c>), such as a line
    /// of progress, the last state is recorded.
    /// </summary>
    Sys,

    /// <summary>As <see cref="Sys"/>, with every state of overwritten lines.</summary>
    Raw,
}

/// <summary>The use of a host's services by runs.</summary>
internal static class RunServices
{
    /// <summary>Returns the logger factory of the options, or else of the services; null if there is neither.</summary>
    public static ILoggerFactory? LoggerFactory(RunOptions options) =>
        options.LoggerFactory ?? (ILoggerFactory?)options.Services?.GetService(typeof(ILoggerFactory));

    /// <summary>Creates the exception for a method that requires services where there are none.</summary>
    /// <param name="method">The method, with its class.</param>
    /// <param name="run">The run without services; null if the command is refused before there is a run.</param>
    public static MissingServicesException Missing(string method, Run? run = null) => new(
        $"'{method}' asks for an IServiceProvider, but " + (run is UnrecordedRun { IsDetached: true }
            ? "there is none outside a run: pass one to the method's own parameter."
            : "the run has none: set RunOptions.Services, or make the parameter nullable."));
}
