using Gen.CommandLine;
using Gen.Configuration;
using Gen.Shared;

namespace Gen.Search;

/// <summary>
/// The command <c>sweep</c>: <c>sweep KEY=VALUE,VALUE... [options] [with UPDATES]</c> begins a sweep, <c>sweep resume N</c> continues one,
/// <c>sweep retry N</c> runs its failed trials once more, and <c>sweep show N</c> prints its table.
/// </summary>
internal static class SweepProgram
{
    public const string Command = "sweep";

    private static readonly string[] s_actions = ["resume", "retry", "show"];

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 1 if a trial has failed, 130 if the sweep was interrupted.</returns>
    /// <exception cref="UserErrorException">The command line is not valid, or the runs directory cannot be written.</exception>
    public static async Task<int> RunAsync<TExperiment>(
        ExperimentSchema<TExperiment> schema, CommandLineArguments arguments, CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        if (arguments.Options.Unobserved)
            throw new ConfigException("Option --unobserved cannot be combined with sweep, which records its trials.");
        var command = CommandLookup.Find(schema, BuiltInCommands.Run);
        var action = arguments.SweepWords is [var first, ..] && s_actions.Contains(first) ? first : null;
        var session = action is null ? Begin(schema, command, arguments) : Open(schema, command, arguments);
        switch (action)
        {
            case "show":
                session.PrintTable();
                return ExitCode.Done;
            case "retry":
                return await session.RetryAsync(cancellationToken).ConfigureAwait(false);
            default:
                return await session.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public static void Write(string line) => ConsoleCapture.WriteError(line + Environment.NewLine, null);

    private static SweepSession<TExperiment> Begin<TExperiment>(
        ExperimentSchema<TExperiment> schema, ExperimentCommand<TExperiment> command, CommandLineArguments arguments)
        where TExperiment : class, IExperiment
    {
        var slurm = SlurmOptions.From(arguments.Sweep);
        var options = arguments.Sweep.ToOptions(arguments.Updates, arguments.Options);
        var (plan, space) = SweepPlanner.Plan(schema, command, Words(schema, arguments.SweepWords, options), options);
        var session = new SweepSession<TExperiment>(
            schema, command, SweepStore.Create(arguments.Options.RunsDirectory, plan), space, arguments.Options)
        {
            Jobs = (int?)arguments.Sweep.Number("--jobs", 1),
            Slurm = slurm,
            WorkerOptions = WorkerOptions(arguments),
        };
        var (sampler, pruner) = (plan.Sampler.ToString().ToLowerInvariant(), plan.Pruner.ToString().ToLowerInvariant());
        Write($"Sweep {session.Store.Id}: {plan.Trials} trials, {plan.Objective}, sampler {sampler}, pruner {pruner}, seed {plan.Seed}, "
            + $"lag {plan.Lag}");
        if (plan.Trials < 3 * plan.Lag && session.IsAdaptive)
            Write($"Warning: with a lag of {plan.Lag}, at least {3 * plan.Lag} trials are needed to learn from outcomes.");
        return session;
    }

    /// <summary>Puts what a search space of the program describes in the place of its name, and its objective into the options.</summary>
    public static IReadOnlyList<string> Words<TExperiment>(
        ExperimentSchema<TExperiment> schema, IReadOnlyList<string> given, SweepOptions options)
        where TExperiment : class, IExperiment
    {
        var words = new List<string>();
        foreach (var word in given)
        {
            if (word.Contains('=') || word.Contains(','))
            {
                words.Add(word);
                continue;
            }

            var space = Array.Find(schema.SearchSpaces, s => KeyName.Normalize(s.Name) == KeyName.Normalize(word));
            if (space is null)
            {
                string[] names = [.. schema.SearchSpaces.Select(s => s.Name), .. s_actions];
                throw new ConfigException(
                    $"'{word}' is neither a search space nor an action of sweep.{NearestName.Hint(word, names, "There are")}");
            }

            words.AddRange(space.Words(schema, null));
            if (options is { Minimize: null, Maximize: null })
                (options.Minimize, options.Maximize) = (space.Minimize, space.Maximize);
        }

        return words;
    }

    private static SweepSession<TExperiment> Open<TExperiment>(
        ExperimentSchema<TExperiment> schema, ExperimentCommand<TExperiment> command, CommandLineArguments arguments)
        where TExperiment : class, IExperiment
    {
        var words = arguments.SweepWords;
        if (words.Count != 2)
            throw new ConfigException($"Command sweep {words[0]} requires the number of a sweep.");
        if (arguments.Updates.Count > 0)
            throw new ConfigException($"Command sweep {words[0]} takes no updates: the config of a sweep is part of it.");
        string[] allowed = words[0] == "resume" ? ["--jobs", "--worker", "--launcher", .. SlurmOptions.Names] : [];
        if (SweepArguments.Options.Select(o => o.Option).Except(allowed).FirstOrDefault(arguments.Sweep.Has) is { } option)
            throw new ConfigException(words[0] == "resume"
                ? $"Option {option} cannot be changed: it is part of the sweep."
                : $"Option {option} cannot be combined with sweep {words[0]}.");
        var slurm = SlurmOptions.From(arguments.Sweep);
        var store = SweepStore.Open(arguments.Options.RunsDirectory, words[1]);
        var plan = store.Plan;
        if (plan.Experiment != schema.Name)
            throw new ConfigException($"Sweep {store.Id} belongs to experiment '{plan.Experiment}', not to '{schema.Name}'.");
        var config = SweepPlanner.ConfigText(schema, plan.Updates, arguments.Options);
        if (!arguments.Options.Force && Difference(plan.Config, config) is { } change)
            throw new ConfigException(
                $"Sweep {store.Id} cannot be continued, because its config has changed: {change} Option --force continues it.");
        if (plan.Code != SweepPlanner.CodeOf(typeof(TExperiment)) && !arguments.Sweep.Has("--worker"))
            Write("Warning: the program was built anew since the sweep began, and its trials may differ.");
        var isLocalWorker = arguments.Sweep.Has("--worker") && slurm is null;
        if (words[0] != "show" && !isLocalWorker && plan.Machine?.Difference(SweepMachine.ReadCurrent()) is { } difference)
            Write($"Warning: the sweep began on another machine, and the last digits of values may differ: {difference}.");
        var space = SearchSpaceParser.Parse(schema, plan.Space, plan.Updates, arguments.Options);
        return new SweepSession<TExperiment>(schema, command, store, space, arguments.Options)
        {
            Jobs = (int?)arguments.Sweep.Number("--jobs", 1),
            Slurm = slurm,
            WorkerOptions = WorkerOptions(arguments),
            Role = !arguments.Sweep.Has("--worker") ? SweepRole.Main
                : slurm is null ? SweepRole.LocalWorker
                : SweepRole.SlurmWorker,
        };
    }

    private static string[] WorkerOptions(CommandLineArguments arguments) =>
    [
        .. from option in arguments.GivenOptions
            where SweepArguments.HasValue(option.Key) is null && option.Key is not ("--runs" or "-F")
            select option.Value is null ? option.Key : $"{option.Key}={option.Value}",
    ];

    /// <summary>Returns the first entry in which two configs differ, as a sentence; null if they are equal.</summary>
    private static string? Difference(string before, string now)
    {
        var (old, current) = (FlatConfig.Read(w => w.WriteRawValue(before)), FlatConfig.Read(w => w.WriteRawValue(now)));
        foreach (var key in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            var was = old.TryGetValue(key, out var element) ? element.GetRawText() : "missing";
            var @is = current.TryGetValue(key, out var other) ? other.GetRawText() : "missing";
            if (was != @is)
                return $"'{key}' was {was} and is {@is}.";
        }

        return null;
    }
}
