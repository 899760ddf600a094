using Gen.CommandLine;
using Gen.Configuration;
using Gen.Shared;

namespace Gen.Search;

/// <summary>From options to what a sweep is.</summary>
internal static class SweepPlanner
{
    private const int MostTrials = 1_000_000;

    /// <summary>Returns the plan of a new sweep, and its space.</summary>
    /// <param name="schema">The schema of the experiment.</param>
    /// <param name="command">The command that trials run.</param>
    /// <param name="words">The words that describe the space.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ConfigException">A word or an option is not valid.</exception>
    public static (SweepPlan Plan, SearchSpace Space) Plan<TExperiment>(
        ExperimentSchema<TExperiment> schema, ExperimentCommand<TExperiment> command, IReadOnlyList<string> words, SweepOptions options)
        where TExperiment : class, IExperiment
    {
        Check(options);
        RefuseSecrets(schema, [.. words, .. options.Updates]);
        var runs = options.Runs ?? new RunOptions();
        var space = SearchSpaceParser.Parse(schema, words, options.Updates, runs);
        var objective = SweepObjective.From(options);
        CheckObjective(schema, command, objective);
        var seed = options.Seed ?? Run.DrawSeed();
        var sampler = options.Sampler ?? (options.Trials is null ? SweepSampler.Grid : SweepSampler.Tpe);
        var trials = TrialsOf(space, sampler, options);
        Sampler.Create(sampler, space, seed);
        return (new SweepPlan
        {
            Experiment = schema.Name,
            Space = words,
            Updates = options.Updates,
            Config = ConfigText(schema, options.Updates, runs),
            Sampler = sampler,
            Seed = seed,
            Trials = trials,
            Objective = objective,
            Lag = options.Lag ?? LagOf(jobs: 1),
            Pruner = options.Pruner,
            Rungs = RungsOf(objective, options),
            Folds = options.Folds,
            Retries = options.Retries,
            StopOnFailure = options.StopOnFailure,
            Keep = options.Keep,
            TrialThreads = options.TrialThreads,
            Code = CodeOf(typeof(TExperiment)),
            Machine = SweepMachine.ReadCurrent(),
        }, space);
    }

    /// <summary>Returns the lag of a sweep that nobody gave one: less keeps processes waiting, more learns slower.</summary>
    public static int LagOf(int jobs) => Math.Max(4, 2 * jobs);

    /// <summary>Returns the config that all trials have in common, as JSON.</summary>
    public static string ConfigText<TExperiment>(
        ExperimentSchema<TExperiment> schema, IReadOnlyList<string> updates, RunOptions options)
        where TExperiment : class, IExperiment =>
        ConfigWriter.AllText(schema, new ConfigBuilder<TExperiment>(schema, options.Force).BuildUnchecked(updates, options.Configuration));

    /// <summary>Returns what is another one for each version of a program.</summary>
    public static string CodeOf(Type experiment) => experiment.Module.ModuleVersionId.ToString();

    private static int TrialsOf(SearchSpace space, SweepSampler sampler, SweepOptions options)
    {
        if (options.Trials is null && (space.Count is null || space.Dimensions.Any(d => d is IntervalDimension)))
            throw new ConfigException("Command sweep requires --trials, because the search space has a range.");
        var count = options.Trials ?? space.Count!.Value;
        if (sampler == SweepSampler.Grid && space.Count is { } points)
            count = Math.Min(count, points);
        return count is >= 1 and <= MostTrials
            ? (int)count
            : throw new ConfigException($"A sweep must have 1 to {MostTrials} trials, but this one has {count}. Set the option --trials.");
    }

    private static IReadOnlyList<int> RungsOf(SweepObjective objective, SweepOptions options)
    {
        var pruner = Pruner.Create(options.Pruner);
        if (options.Folds > 1 && options.Rungs is not null)
            throw new ConfigException("Option --rungs cannot be combined with --folds: the pruner decides after each fold.");
        if (pruner is not null && options.Folds > 1)
            return [.. Enumerable.Range(1, options.Folds - 1)];
        if (pruner is not null && objective.Scalar is null)
            throw new ConfigException("Option --pruner requires a scalar that runs log each epoch: --minimize NAME or --maximize NAME.");
        if (pruner is null && options.Rungs is not null)
            throw new ConfigException("Option --rungs requires --pruner.");
        return options.Rungs ?? pruner?.DefaultRungs ?? [];
    }

    // Those of the command line are checked where they are read, with their names there.
    private static void Check(SweepOptions options)
    {
        AtLeast(1, options.Trials ?? 1, nameof(options.Trials));
        AtLeast(1, options.Lag ?? 1, nameof(options.Lag));
        AtLeast(0, options.Seed ?? 0, nameof(options.Seed));
        AtLeast(1, options.Folds, nameof(options.Folds));
        AtLeast(1, options.TrialThreads, nameof(options.TrialThreads));
        AtLeast(0, options.Retries, nameof(options.Retries));
        AtLeast(0, options.Keep, nameof(options.Keep));
        var last = 0;
        foreach (var rung in options.Rungs ?? [])
        {
            AtLeast(last + 1, rung, nameof(options.Rungs));
            last = rung;
        }
    }

    private static void AtLeast(long minimum, long value, string option)
    {
        if (value < minimum)
            throw new ConfigException($"SweepOptions.{option} must be at least {minimum}, but was {value}.");
    }

    // The words are recorded, so that the sweep can be resumed.
    private static void RefuseSecrets<TExperiment>(ExperimentSchema<TExperiment> schema, IEnumerable<string> words)
        where TExperiment : class, IExperiment
    {
        foreach (var word in words)
        {
            if (ScalarText.TrySplitUpdate(word, out var key, out _)
                && schema.Layout.FindAll(key).FirstOrDefault(e => e.Info.IsSecret) is { } entry)
                throw new ConfigException(
                    $"Entry '{entry.Key}' is secret, and a sweep records its updates: set it by the environment variable "
                    + $"GEN__{entry.Key.ToUpperInvariant().Replace(".", "__", StringComparison.Ordinal)}.");
        }
    }

    private static void CheckObjective<TExperiment>(
        ExperimentSchema<TExperiment> schema, ExperimentCommand<TExperiment> command, SweepObjective objective)
        where TExperiment : class, IExperiment
    {
        if (objective.Scalar is not null)
            return;
        var type = Nullable.GetUnderlyingType(command.ResultType) ?? command.ResultType;
        if (type == typeof(Half) || type == typeof(decimal) || (type.IsPrimitive && type != typeof(bool) && type != typeof(char)))
            return;
        var what = type == typeof(object) ? "nothing" : $"{type.Name}, which is no number";
        throw new ConfigException(
            $"The objective cannot be the result, because [Main] of '{schema.Name}' returns {what}. Write --minimize NAME or "
            + "--maximize NAME with a scalar that runs log, such as val_loss.");
    }
}
