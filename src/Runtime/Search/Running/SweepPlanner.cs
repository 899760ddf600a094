using Gen.CommandLine;
using Gen.Configuration;
using Gen.Shared;

namespace Gen.Search;

/// <summary>From the command line to what a sweep is.</summary>
internal static class SweepPlanner
{
    private const int LeastLag = 4;

    /// <summary>Returns the plan of a new sweep, and its space.</summary>
    /// <param name="schema">The schema of the experiment.</param>
    /// <param name="command">The command that trials run.</param>
    /// <param name="words">The words that describe the space.</param>
    /// <param name="arguments">The command line.</param>
    /// <exception cref="ConfigException">A word or an option is not valid.</exception>
    public static (SweepPlan Plan, SearchSpace Space) Plan<TExperiment>(
        ExperimentSchema<TExperiment> schema,
        ExperimentCommand<TExperiment> command,
        IReadOnlyList<string> words,
        CommandLineArguments arguments)
        where TExperiment : class, IExperiment
    {
        var given = arguments.Sweep;
        RefuseSecrets(schema, [.. words, .. arguments.Updates]);
        var space = SearchSpaceParser.Parse(schema, words, arguments.Updates, arguments.Options);
        var objective = given.Objective();
        CheckObjective(schema, command, objective);
        var seed = given.Number("--seed", 0) ?? Run.DrawSeed();
        var trials = (int?)given.Number("--trials", 1);
        var sampler = given.Text("--sampler") ?? (trials is null ? "grid" : "tpe");
        if (trials is null && (space.Count is null || space.Dimensions.Any(d => d is IntervalDimension)))
            throw new ConfigException("Command sweep requires --trials, because the search space has a range.");
        var count = space.Count is { } points && sampler == "grid" ? Math.Min(trials ?? points, points) : trials ?? space.Count!.Value;
        if (count > 1_000_000)
            throw new ConfigException($"The search space has {count} points. Limit them by --trials.");
        Sampler.Create(sampler, space, seed);
        var pruner = Pruner.Create(given.Text("--pruner") ?? "none");
        if (pruner is not null && objective.Scalar is null)
            throw new ConfigException("Option --pruner requires a scalar that runs log each epoch: --minimize NAME or --maximize NAME.");
        if (pruner is null && given.Has("--rungs"))
            throw new ConfigException("Option --rungs requires --pruner.");
        var jobs = given.Number("--jobs", 1) ?? 1;
        return (new SweepPlan
        {
            Experiment = schema.Name,
            Space = words,
            Updates = arguments.Updates,
            Config = ConfigText(schema, arguments.Updates, arguments.Options),
            Sampler = sampler,
            Seed = seed,
            Trials = (int)count,
            Objective = objective,
            Lag = (int)(given.Number("--lag", 1) ?? Math.Max(LeastLag, 2 * jobs)),
            Pruner = given.Text("--pruner") ?? "none",
            Rungs = given.Numbers("--rungs") ?? pruner?.DefaultRungs ?? [],
            Retries = (int)(given.Number("--retries", 0) ?? 0),
            StopOnFailure = given.Has("--stop-on-failure"),
            Keep = (int)(given.Number("--keep", 0) ?? 1),
            TrialThreads = (int)(given.Number("--trial-threads", 1) ?? 1),
            Code = CodeOf(typeof(TExperiment)),
        }, space);
    }

    /// <summary>Returns the config that all trials have in common, as JSON.</summary>
    public static string ConfigText<TExperiment>(
        ExperimentSchema<TExperiment> schema, IReadOnlyList<string> updates, RunOptions options)
        where TExperiment : class, IExperiment =>
        ConfigWriter.AllText(schema, new ConfigBuilder<TExperiment>(schema, options.Force).BuildUnchecked(updates, options.Configuration));

    /// <summary>Returns what is another one for each version of a program.</summary>
    public static string CodeOf(Type experiment) => experiment.Module.ModuleVersionId.ToString();

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
