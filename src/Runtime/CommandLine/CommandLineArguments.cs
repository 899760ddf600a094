using Gen.Configuration;
using Gen.Search;
using Gen.Shared;
using Microsoft.Extensions.Logging;

namespace Gen.CommandLine;

/// <summary>A command line taken apart: <c>[COMMAND] [options] [with] [NAMED | file.json | key=value]...</c></summary>
internal sealed class CommandLineArguments
{
    private static readonly string[] s_options =
    [
        "--runs",
        "--unobserved",
        "--name",
        "--comment",
        "--force",
        "--enforce-clean",
        "--no-diff",
        "--queue",
        "--capture",
        "--debug",
        "--loglevel",
        "--no-progress",
        "--version",
        "--help",
    ];

    private readonly List<string> _updates = [];
    private readonly List<string> _sweepWords = [];
    private SweepArguments? _sweep;
    private readonly Dictionary<string, string?> _given = [];

    private CommandLineArguments(RunOptions options) => Options = options;

    /// <summary>The options, put on top of those that the program gave.</summary>
    public RunOptions Options { get; }

    /// <summary>The first bare word before <c>with</c>; null without one.</summary>
    public string? Command { get; private set; }

    /// <summary>A bare word right after <c>save-config</c> or <c>resume</c>.</summary>
    public string? File { get; private set; }

    /// <summary>The first option that does not exist, with the value that seems to be given for it; null if all exist.</summary>
    public (string Name, string? Value)? UnknownOption { get; private set; }

    /// <summary>True if the version was asked for.</summary>
    public bool Version { get; private set; }

    /// <summary>True if the run is to be queued, not executed.</summary>
    public bool Queue { get; private set; }

    /// <summary>True if help was asked for.</summary>
    public bool Help { get; private set; }

    /// <summary>The word that help was asked for, as in <c>--help optimizer</c>; null for the whole help.</summary>
    public string? HelpTopic =>
        Command is not null and not BuiltInCommands.Help ? Command : _updates.Count == 1 && !_updates[0].Contains('=') ? _updates[0] : null;

    /// <summary>Named configs, files and <c>key=value</c>, as given.</summary>
    public IReadOnlyList<string> Updates => _updates;

    /// <summary>The options of the command <c>sweep</c>.</summary>
    public SweepArguments Sweep => _sweep ??= new SweepArguments();

    /// <summary>The words between <c>sweep</c> and <c>with</c>: a search space, or an action with the number of a sweep.</summary>
    public IReadOnlyList<string> SweepWords => _sweepWords;

    /// <summary>The options as given, by name, for the record.</summary>
    public IReadOnlyDictionary<string, string?> GivenOptions => _given;

    /// <summary>Takes a command line apart.</summary>
    /// <exception cref="ConfigException">A bad value of an option.</exception>
    public static CommandLineArguments Parse(string[] args, RunOptions options)
    {
        var result = new CommandLineArguments(options);
        var afterWith = false;
        for (var i = 0; i < args.Length; i++)
        {
            var word = args[i];
            if (word.Length > 1 && word[0] == '-')
                result.ParseOption(args, ref i);
            else if (!afterWith && word == "with")
                afterWith = true;
            else
                result.AddWord(word, afterWith);
        }

        return result;
    }

    /// <summary>Throws if an option does not exist. Where an entry has its name, the message has the update to write.</summary>
    /// <exception cref="ConfigException">An option does not exist.</exception>
    public void CheckOptions<TExperiment>(ExperimentSchema<TExperiment> schema)
        where TExperiment : class, IExperiment
    {
        if (UnknownOption is { } unknown)
            throw Unknown(schema, unknown.Name, unknown.Value);
        if (Command != SweepProgram.Command && _sweep?.First is { } option)
            throw IsOfSweep(schema, option, _sweep.Text(option));
        if (Queue && (Options.Unobserved || (Command is not null && BuiltInCommands.Names.Contains(Command))))
            throw new ConfigException(
                $"Option --queue cannot be combined with {(Options.Unobserved ? "--unobserved, which records nothing" : Command)}.");
    }

    private ConfigException IsOfSweep<TExperiment>(ExperimentSchema<TExperiment> schema, string name, string? value)
        where TExperiment : class, IExperiment =>
        schema.Layout.FindAny(name.TrimStart('-')) >= 0
            ? Unknown(schema, name, value)
            : new ConfigException($"Option {name} is one of the command sweep, as in 'sweep KEY=VALUE,VALUE {name}'.");

    // A method of its own, because the other one is compiled at every start.
    private ConfigException Unknown<TExperiment>(ExperimentSchema<TExperiment> schema, string name, string? value)
        where TExperiment : class, IExperiment
    {
        IEnumerable<string> options = Command == SweepProgram.Command ? [.. s_options, .. SweepArguments.Names] : s_options;
        var key = KeyName.Normalize(name.TrimStart('-'));
        var entry = key.Length == 0 ? null : schema.Layout.Entries.FirstOrDefault(e => KeyName.Normalize(e.Key) == key);
        var hint = entry is null
            ? NearestName.Hint(name, options, "The options are")
            : $" To set the entry '{entry.Key}', write '{entry.Key}={(entry.Info.IsSecret ? null : value) ?? "VALUE"}'.";
        return new ConfigException($"Option '{name}' does not exist.{hint}");
    }

    private void AddWord(string word, bool afterWith)
    {
        var isUpdate = afterWith || word.Contains('=') || ConfigFileName.Is(word);
        if (
            !afterWith
            && Command is BuiltInCommands.SaveConfig or BuiltInCommands.Resume
            && File is null
            && _updates.Count == 0
            && !word.Contains('=')
        )
            File = word;
        else if (!afterWith && Command == SweepProgram.Command)
            _sweepWords.Add(word);
        else if (isUpdate || Command is not null)
            _updates.Add(word);
        else
            Command = word;
    }

    private void ParseOption(string[] args, ref int i)
    {
        var name = args[i];
        string? value = null;
        var equals = name.IndexOf('=');
        if (equals > 0)
            (name, value) = (name[..equals], name[(equals + 1)..]);
        switch (name)
        {
            case "--runs" or "-F":
                Options.RunsDirectory = Value(args, ref i, name, value, "a folder");
                break;
            case "--unobserved" or "-u":
                Options.Unobserved = Flag(name, value);
                break;
            case "--name" or "-n":
                Options.Name = Value(args, ref i, name, value, "a name");
                break;
            case "--comment" or "-c":
                Options.Comment = Value(args, ref i, name, value, "text");
                break;
            case "--force" or "-f":
                Options.Force = Flag(name, value);
                break;
            case "--enforce-clean" or "-e":
                Options.EnforceClean = Flag(name, value);
                break;
            case "--no-diff":
                Options.RecordDiff = !Flag(name, value);
                break;
            case "--queue":
                Queue = Flag(name, value);
                break;
            case "--capture" or "-C":
                Options.Capture = Capture(Value(args, ref i, name, value, "the value no, sys or raw"));
                break;
            case "--debug" or "-d":
                Options.Debug = Flag(name, value);
                break;
            case "--loglevel" or "-l":
                Options.LogLevel = Level(Value(args, ref i, name, value, "a log level"));
                break;
            case "--no-progress":
                Options.Progress = !Flag(name, value);
                break;
            case "--help" or "-h":
                Help = Flag(name, value);
                break;
            case "--version":
                Version = Flag(name, value);
                break;
            default:
                if (SweepArguments.HasValue(name) is { } hasValue)
                {
                    Sweep.Add(name, hasValue ? Value(args, ref i, name, value, "a value") : null);
                    break;
                }

                // Reported by CheckOptions, which knows the entries.
                if (value is null && i + 1 < args.Length && args[i + 1] is not "with" && !args[i + 1].StartsWith('-'))
                    value = args[i + 1];
                UnknownOption ??= (name, value);
                break;
        }
    }

    private bool Flag(string name, string? value)
    {
        _given[name] = null;
        return value is null ? true : throw new ConfigException($"Option {name} takes no value, but was given '{value}'.");
    }

    private string Value(string[] args, ref int i, string name, string? value, string what)
    {
        value ??= ++i < args.Length ? args[i] : throw new ConfigException($"Option {name} requires {what}.");
        _given[name] = value;
        return value;
    }

    private static CaptureMode Capture(string text) => text switch
    {
        "no" => CaptureMode.No,
        "sys" => CaptureMode.Sys,
        "raw" => CaptureMode.Raw,
        _ => throw new ConfigException($"Option --capture must be no, sys or raw, but was '{text}'."),
    };

    // With the numbers of Python, which Sacred accepts.
    private static LogLevel Level(string text) => text.ToLowerInvariant() switch
    {
        "trace" or "5" => LogLevel.Trace,
        "debug" or "10" => LogLevel.Debug,
        "info" or "information" or "20" => LogLevel.Information,
        "warn" or "warning" or "30" => LogLevel.Warning,
        "error" or "40" => LogLevel.Error,
        "critical" or "fatal" or "50" => LogLevel.Critical,
        "none" => LogLevel.None,
        _ => throw new ConfigException(
            $"Option --loglevel must be trace, debug, info, warning, error, critical or none, but was '{text}'."
        ),
    };
}
