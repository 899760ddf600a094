using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>How a run is carried out and recorded, as against its configuration, which says what it does.</summary>
public sealed class RunOptions
{
    /// <summary>The folder that holds the run folders; created when missing.</summary>
    /// <value>Default: the environment variable <c>GEN_RUNS</c>, else <c>runs</c> in the current directory.</value>
    public string RunsDirectory { get; set; } = Environment.GetEnvironmentVariable("GEN_RUNS") is { Length: > 0 } fromEnvironment ? fromEnvironment : "runs";

    /// <summary>Records nothing: no run folder, and no observer is told.</summary>
    /// <value>Default: false.</value>
    public bool Unobserved { get; set; }

    /// <summary>Recorded in place of the experiment's own name.</summary>
    /// <value>Default: null, the experiment's name.</value>
    public string? Name { get; set; }

    /// <summary>A remark kept as <c>meta.comment</c> in <c>run.json</c>.</summary>
    /// <value>Default: null.</value>
    public string? Comment { get; set; }

    /// <summary>Refuses to start when the git repository has uncommitted changes of tracked files, or when there is none.</summary>
    /// <value>Default: false.</value>
    public bool EnforceClean { get; set; }

    /// <summary>Starts also where a check of the configuration would only have warned or asked.</summary>
    /// <value>Default: false.</value>
    public bool Force { get; set; }

    /// <summary>What of the console is kept in <c>cout.txt</c>.</summary>
    /// <value>Default: <see cref="CaptureMode.Sys"/>.</value>
    public CaptureMode Capture { get; set; } = CaptureMode.Sys;

    /// <summary>
    /// Makes the logger of the run, under the experiment's name. It is not disposed. Where it sends the lines is its own affair; <c>cout.txt</c> has those of the
    /// run's log once, as <c>INFO - name - message</c>.
    /// </summary>
    /// <value>Default: null, the factory that <see cref="Services"/> have, else lines <c>INFO - name - message</c> on standard error.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The least severe level that the default logger writes. A <see cref="LoggerFactory"/> has its own filters.</summary>
    /// <value>Default: <see cref="LogLevel.Information"/>.</value>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>Whether long work may show its progress on standard error.</summary>
    /// <value>Default: true.</value>
    public bool Progress { get; set; } = true;

    /// <summary>Shows stack traces where one line would be shown.</summary>
    /// <value>Default: false.</value>
    public bool Debug { get; set; }

    /// <summary>What methods get that ask for an <see cref="IServiceProvider"/>: a host's services, or a scope of them. They are not disposed.</summary>
    /// <value>Default: null; a method that cannot do without them is then an error, before the run starts if it is the command itself.</value>
    public IServiceProvider? Services { get; set; }

    /// <summary>
    /// The section of a program's configuration that has the experiment's entries; its keys are theirs (<c>Dataset:Path</c> is <c>dataset.path</c>, items of lists
    /// are numbered). It comes right after the property initializers: the environment (<c>GEN__EPOCHS</c>) and all that the command line says win over it. A config
    /// that is given as an object is not changed by it: <c>Parse(options)</c> makes one that has it.
    /// </summary>
    /// <value>Default: null.</value>
    public IConfiguration? Configuration { get; set; }

    /// <summary>Told of the run besides the run folder; see <see cref="IRunObserver"/> for who catches their failures.</summary>
    /// <value>Default: empty.</value>
    public IList<IRunObserver> Observers { get; } = [];

    /// <summary>How often the record says that the run is alive. From 1 ms; scalars and console output are written at least every second.</summary>
    /// <value>Default: 10 seconds.</value>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Turns Ctrl+C and SIGTERM into a cancelled <see cref="Run.CancellationToken"/> and the status <see cref="RunStatus.Interrupted"/>.
    /// The command line sets it; a program that has its own signal handling leaves it off.
    /// </summary>
    /// <value>Default: false.</value>
    public bool HandleSignals { get; set; }

    /// <summary>The same options apart from these; the list of observers is shared.</summary>
    internal RunOptions Copy() => (RunOptions)MemberwiseClone();
}

/// <summary>What of the console goes into a run's <c>cout.txt</c>.</summary>
public enum CaptureMode
{
    /// <summary>Nothing.</summary>
    No,

    /// <summary>
    /// What the run writes to <see cref="Console.Out"/> and <see cref="Console.Error"/>. Runs at the same time in one process each
    /// get their own. Output of child processes and of native code is not seen.
    /// </summary>
    Sys,
}

/// <summary>What a run takes from a host's services.</summary>
internal static class RunServices
{
    /// <summary>The factory that was given, else the services' own; null if there is neither.</summary>
    public static ILoggerFactory? LoggerFactory(RunOptions options) =>
        options.LoggerFactory ?? (ILoggerFactory?)options.Services?.GetService(typeof(ILoggerFactory));

    /// <summary>The error of a method that asks for services where there are none.</summary>
    /// <param name="method">The method, with its class.</param>
    /// <param name="run">The run that lacks them; null for one that was not made for lack of them.</param>
    public static MissingServicesException Missing(string method, Run? run = null) => new(
        $"'{method}' asks for an IServiceProvider, and " + (run is DetachedRun
            ? "outside a run there is none: give it to the method's own parameter"
            : "the run was given none: set RunOptions.Services, or make the parameter an IServiceProvider?"));
}
