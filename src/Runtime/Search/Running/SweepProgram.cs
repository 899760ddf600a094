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
        var words = arguments.SweepWords;
        var action = words.Count > 0 && s_actions.Contains(words[0]) ? words[0] : null;
        Sweep<TExperiment> sweep;
        if (action is null)
        {
            if (words.FirstOrDefault(w => !w.Contains('=') && !w.Contains(',')) is { } word)
                throw new ConfigException(
                    $"'{word}' is neither a search space nor an action of sweep."
                    + NearestName.Hint(word, s_actions, "The actions are"));
            var (plan, space) = SweepPlanner.Plan(schema, command, words, arguments);
            sweep = new Sweep<TExperiment>(schema, command, SweepStore.Create(arguments.Options.RunsDirectory, plan), space, arguments);
            Write($"Sweep {sweep.Store.Id}: {plan.Trials} trials, {plan.Objective}, sampler {plan.Sampler}, pruner {plan.Pruner}, "
                + $"seed {plan.Seed}, lag {plan.Lag}");
            if (plan.Trials < 3 * plan.Lag && sweep.IsAdaptive)
                Write($"Warning: with a lag of {plan.Lag}, at least {3 * plan.Lag} trials are needed to learn from outcomes.");
        }
        else
        {
            sweep = Open(schema, command, words, arguments);
            if (action == "show")
            {
                sweep.PrintTable();
                return ExitCode.Done;
            }

            if (action == "retry")
                return await sweep.RetryAsync(cancellationToken).ConfigureAwait(false);
        }

        return await sweep.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    public static void Write(string line) => ConsoleCapture.WriteError(line + Environment.NewLine, null);

    private static Sweep<TExperiment> Open<TExperiment>(
        ExperimentSchema<TExperiment> schema,
        ExperimentCommand<TExperiment> command,
        IReadOnlyList<string> words,
        CommandLineArguments arguments)
        where TExperiment : class, IExperiment
    {
        if (words.Count != 2)
            throw new ConfigException($"Command sweep {words[0]} requires the number of a sweep.");
        if (arguments.Updates.Count > 0)
            throw new ConfigException($"Command sweep {words[0]} takes no updates: the config of a sweep is part of it.");
        string[] allowed = ["--jobs", "--worker"];
        if (SweepArguments.Options.Select(o => o.Option).Except(allowed).FirstOrDefault(arguments.Sweep.Has) is { } option)
            throw new ConfigException($"Option {option} cannot be changed: it is part of the sweep.");
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
        var space = SearchSpaceParser.Parse(schema, plan.Space, plan.Updates, arguments.Options);
        return new Sweep<TExperiment>(schema, command, store, space, arguments);
    }

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
